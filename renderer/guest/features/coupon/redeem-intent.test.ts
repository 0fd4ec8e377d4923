import { beforeEach, describe, expect, it } from 'vitest'
import { redeemIntents } from './redeem-intent.ts'

function memoryStorage(): Storage {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    key: () => null,
    length: 0,
  }
}

describe('redeemIntents', () => {
  let at = 0
  let storage = memoryStorage()
  const intents = () => redeemIntents(storage, () => at)
  beforeEach(() => {
    at = 0
    storage = memoryStorage()
  })

  it('gives the intent back once, to its own coupon', () => {
    intents().keep({ couponId: 'a', follow: false })
    expect(intents().take('b')).toBeNull()
    expect(intents().take('a')).toEqual({ couponId: 'a', follow: false })
    expect(intents().take('a')).toBeNull()
  })

  it('forgets after half an hour', () => {
    intents().keep({ couponId: 'a', follow: true })
    at = 31 * 60_000
    expect(intents().take('a')).toBeNull()
  })

  it('does not trust what it finds', () => {
    storage.setItem('redeem-intent', '{"couponId":1}')
    expect(intents().take('a')).toBeNull()
    storage.setItem('redeem-intent', 'nonsense')
    expect(intents().take('a')).toBeNull()
  })
})
