import { describe, expect, it } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { AppError } from '../../../../core/domain/errors.ts'
import type { CouponCard, WalletRedemption } from '../../../../core/domain/rows.ts'
import type { RedeemAnswer } from './offer-state.ts'
import { useRedeem } from './use-redeem.ts'

const card = { id: 'c', status: 'published', starts_at: '2026-11-01T00:00:00Z', ends_at: '2026-12-01T00:00:00Z', left: 1, max_per_guest: 1 } as CouponCard
const now = Date.parse('2026-11-20T12:00:00Z')

function page(answer: () => Promise<RedeemAnswer>) {
  const coupon = shallowRef(card)
  const asked: unknown[] = []
  const redeem = useRedeem({ coupon: () => coupon.value, mine: () => [], now: () => now, online: () => true }, async (args) => {
    asked.push(args)
    return answer()
  })
  return { ...redeem, coupon, asked }
}

describe('useRedeem', () => {
  it('gives the redemption and leads to its code', async () => {
    const { run, state, asked } = page(async () => ({ kind: 'redeemed', redemption: { id: 'r', status: 'redeemed', expires_at: '2026-12-01T00:00:00Z' } as WalletRedemption }))
    expect(await run(true)).toBe('r')
    expect(state.value).toEqual({ kind: 'yours', redemptionId: 'r' })
    expect(asked).toEqual([{ coupon: 'c', follow: true }])
  })

  it('believes the server more than the card, until the card is read anew', async () => {
    const { run, state, coupon } = page(async () => ({ kind: 'sold-out' }))
    expect(state.value.kind).toBe('open')
    expect(await run(true)).toBeNull()
    expect(state.value.kind).toBe('sold-out')
    coupon.value = { ...card }
    await nextTick()
    expect(state.value.kind).toBe('open')
  })

  it('asks once, however often it is pressed', async () => {
    let finish: (answer: RedeemAnswer) => void = () => {}
    const { run, asked, busy } = page(() => new Promise((resolve) => (finish = resolve)))
    const first = run(false)
    expect(await run(false)).toBeNull()
    finish({ kind: 'paused' })
    await first
    expect([asked.length, busy.value]).toEqual([1, false])
  })

  it('stays open when the call failed, and says why', async () => {
    const { run, state, error } = page(async () => Promise.reject(new AppError('offline')))
    expect(await run(true)).toBeNull()
    expect(error.value).toMatchObject({ code: 'offline' })
    expect(state.value.kind).toBe('open')
  })
})
