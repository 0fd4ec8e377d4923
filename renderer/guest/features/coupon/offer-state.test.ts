import { describe, expect, it } from 'vitest'
import { answeredState, offerState } from './offer-state.ts'

const coupon = { id: 'c', status: 'published' as const, starts_at: '2026-11-01T00:00:00Z', ends_at: '2026-12-01T00:00:00Z', left: 5, max_per_guest: 1 }
const mine = { id: 'r', status: 'redeemed' as const, redeemed_at: '2026-11-10T00:00:00Z', expires_at: '2026-12-01T00:00:00Z', used_at: null }
const now = '2026-11-20T12:00:00Z'
const state = (more: Partial<Parameters<typeof offerState>[0]> = {}) => offerState({ coupon, mine: [], now, online: true, ...more })

describe('offerState', () => {
  it('is open in its window with some left', () => {
    expect(state()).toEqual({ kind: 'open' })
    expect(state({ coupon: { ...coupon, left: null } })).toEqual({ kind: 'open' })
  })

  it('ends exactly at its exclusive end', () => {
    expect(state({ now: '2026-11-30T23:59:59Z' }).kind).toBe('open')
    expect(state({ now: coupon.ends_at }).kind).toBe('over')
  })

  it('says why not', () => {
    expect(state({ now: '2026-10-31T23:59:59Z' })).toEqual({ kind: 'not-yet', startsAt: coupon.starts_at })
    expect(state({ coupon: { ...coupon, left: 0 } }).kind).toBe('sold-out')
    expect(state({ coupon: { ...coupon, status: 'paused' } }).kind).toBe('paused')
    expect(state({ coupon: { ...coupon, status: 'archived' } }).kind).toBe('not-available')
    expect(state({ online: false }).kind).toBe('offline')
  })

  it('leads to the code one has, even when sold out, over or offline', () => {
    expect(state({ mine: [mine], coupon: { ...coupon, left: 0 }, online: false })).toEqual({ kind: 'yours', redemptionId: 'r' })
  })

  it('offers a second one where two are allowed and the first is used', () => {
    const used = { ...mine, status: 'used' as const, used_at: '2026-11-15T14:33:00Z' }
    expect(state({ mine: [used] })).toEqual({ kind: 'spent', redemptionId: 'r', why: 'used', at: '2026-11-15T14:33:00Z' })
    expect(state({ mine: [used], coupon: { ...coupon, max_per_guest: 2 } }).kind).toBe('open')
  })
})

describe('what became of a code', () => {
  it('was taken back or ran out: its last minute is the one before its end', () => {
    expect(state({ mine: [{ ...mine, status: 'cancelled' }] })).toMatchObject({ kind: 'spent', why: 'cancelled' })
    expect(state({ mine: [{ ...mine, expires_at: now }] })).toEqual({ kind: 'spent', redemptionId: 'r', why: 'expired', at: Date.parse(now) - 60_000 })
  })
})

describe('answeredState', () => {
  it('keeps the server’s reason', () => {
    expect(answeredState({ kind: 'not-yet', starts_at: now }, now)).toEqual({ kind: 'not-yet', startsAt: now })
    expect(answeredState({ kind: 'over', ends_at: now }, now)).toEqual({ kind: 'over' })
    expect(answeredState({ kind: 'sold-out' }, now)).toEqual({ kind: 'sold-out' })
  })
})
