import { expect, it } from 'vitest'
import { ref } from 'vue'
import { useFollowChoice } from './use-follow-choice.ts'

function opened({ following = false, ended = false, redeemable = true } = {}) {
  const state = { following: ref(following), ended: ref(ended), changes: [] as boolean[] }
  const change = async (next: { following: boolean }) => {
    state.changes.push(next.following)
    state.following.value = next.following
  }
  return { ...state, ...useFollowChoice({ ...state, change }, () => redeemable) }
}

it('is on before redeeming, and can be taken back without a word to the server', () => {
  const { choice, changes } = opened()
  expect(choice.value).toBe(true)
  choice.value = false
  expect([choice.value, changes]).toEqual([false, []])
})

it('is off for who stopped following before', () => {
  expect(opened({ ended: true }).choice.value).toBe(false)
})

it('ends a following at once', () => {
  const { choice, changes } = opened({ following: true })
  choice.value = false
  expect([choice.value, changes]).toEqual([false, [false]])
})

it('follows at once where there is nothing to redeem', () => {
  const { choice, changes } = opened({ redeemable: false })
  expect(choice.value).toBe(false)
  choice.value = true
  expect(changes).toEqual([true])
})
