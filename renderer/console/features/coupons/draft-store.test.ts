import { expect, it } from 'vitest'
import { blankForm } from './coupon-form.ts'
import { draftStore } from './draft-store.ts'

const blank = blankForm('2026-11-20')
function setUp() {
  const kept = new Map<string, string>()
  const store = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) }
  return { kept, of: (couponId: string, userId = 'me') => draftStore(store, { userId, hotelId: 'h', couponId }) }
}

it('keeps what one user writes of one coupon, until it is dropped', () => {
  const { of } = setUp()
  of('a').keep({ ...blank, title: 'Half a thou' }, 5)
  expect(of('a').read(blank)).toEqual({ at: 5, form: { ...blank, title: 'Half a thou' } })
  expect([of('b').read(blank), of('a', 'you').read(blank)]).toEqual([null, null])
  of('a').drop()
  expect(of('a').read(blank)).toBeNull()
})

it('fills a draft of an older console with the fields it lacks, and passes over what cannot be read', () => {
  const { of, kept } = setUp()
  kept.set('coupon-draft:me:h:a', JSON.stringify({ at: 1, form: { title: 'Old' } }))
  expect(of('a').read(blank)?.form).toEqual({ ...blank, title: 'Old' })
  kept.set('coupon-draft:me:h:a', '{')
  expect(of('a').read(blank)).toBeNull()
})

it('goes on where the store refuses', () => {
  const full = { getItem: () => null, setItem: () => { throw new DOMException('full', 'QuotaExceededError') }, removeItem: () => undefined }
  expect(() => draftStore(full, { userId: 'me', hotelId: 'h', couponId: 'a' }).keep(blank, 1)).not.toThrow()
})
