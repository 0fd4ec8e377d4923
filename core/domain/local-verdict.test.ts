import { describe, expect, it } from 'vitest'
import { codeDigest, codeFromRandom, formatCode } from './code.ts'
import { verdictFromReplica } from './local-verdict.ts'
import type { Coupon, Redemption } from './rows.ts'

const hotel = { id: 'hotel-a', time_zone: 'Europe/Madrid', currency: 'EUR' }
const code = codeFromRandom([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])
const now = '2026-06-10T12:00:00Z'

const coupon: Coupon = {
  id: 'coupon-1', hotel_id: hotel.id, title: 'Spa', description: '', terms: '', status: 'published',
  discount_kind: 'percent', discount_value: 20, starts_on: '2026-06-01', ends_on: '2026-06-30',
  starts_at: '2026-05-31T22:00:00Z', ends_at: '2026-06-30T22:00:00Z', weekdays: null, hours_from: null, hours_to: null,
  max_redemptions: null, max_per_guest: 1, valid_days_after_redeem: null, online_only: false, image_path: null,
  published_at: now, created_at: now, updated_at: now,
}
const redemption: Redemption = {
  id: 'redemption-1', coupon_id: coupon.id, hotel_id: hotel.id, guest_id: 'guest-1', guest_name: 'Alex', ordinal: 1, status: 'redeemed',
  redeemed_at: '2026-06-09T08:00:00Z', expires_at: coupon.ends_at, used_at: null, used_by: null, device: null,
  code_digest: codeDigest(hotel.id, code),
}

function verdict(change: { coupon?: Partial<Coupon>; redemption?: Partial<Redemption>; typed?: string } = {}) {
  const known = { ...redemption, ...change.redemption }
  const lookup = {
    redemptionByDigest: async (digest: string) => (digest === known.code_digest ? known : undefined),
    coupon: async () => ({ ...coupon, ...change.coupon }),
    memberName: async () => 'Marta',
  }
  return verdictFromReplica(lookup, { code: change.typed ?? code, hotel, now })
}

describe('verdictFromReplica', () => {
  it('finds a valid code however it is typed', async () => {
    expect(await verdict({ typed: formatCode(code).toLowerCase() })).toMatchObject({
      kind: 'valid', redemption_id: redemption.id, coupon_title: 'Spa', guest_name: 'Alex', currency: 'EUR',
    })
  })

  it('tells malformed from unknown', async () => {
    expect(await verdict({ typed: code.slice(1) })).toEqual({ kind: 'malformed-code' })
    expect(await verdict({ typed: codeFromRandom(Array(12).fill(7)) })).toEqual({ kind: 'unknown-code' })
  })

  const used = { status: 'used', used_at: '2026-06-09T20:00:00Z', used_by: 'user-1', device: 'Desk 2' } as const

  it('names who used it, when and where', async () => {
    expect(await verdict({ redemption: used })).toEqual({
      kind: 'already-used', used_at: used.used_at, used_by_name: 'Marta', device: 'Desk 2',
    })
  })

  it('judges in the contract’s order: cancelled, used, expired, archived, hours', async () => {
    const late = { expires_at: '2026-06-10T12:00:00Z' }
    const archived = { status: 'archived', hours_from: '18:00:00', hours_to: '20:00:00' } as const
    expect(await verdict({ redemption: { ...late, status: 'cancelled' }, coupon: archived })).toMatchObject({ kind: 'cancelled' })
    expect(await verdict({ redemption: { ...late, ...used }, coupon: archived })).toMatchObject({ kind: 'already-used' })
    expect(await verdict({ redemption: late, coupon: archived })).toEqual({ kind: 'expired', ended_at: late.expires_at })
    expect(await verdict({ coupon: archived })).toEqual({ kind: 'paused' })
    expect(await verdict({ coupon: { ...archived, status: 'published' } })).toMatchObject({ kind: 'outside-hours', hours_from: '18:00:00' })
  })

  it('lets expires_at decide: not the mark, and not an end that was moved since', async () => {
    expect(await verdict({ redemption: { status: 'expired' } })).toMatchObject({ kind: 'valid' })
    expect(await verdict({ coupon: { ends_at: '2026-06-05T22:00:00Z', ends_on: '2026-06-05' } })).toMatchObject({ kind: 'valid' })
  })

  it('takes no code before it was given, but for a few minutes between clocks', async () => {
    expect(await verdict({ redemption: { redeemed_at: '2026-06-10T12:05:01Z' } })).toEqual({ kind: 'not-yet', starts_at: '2026-06-10T12:05:01Z' })
    expect(await verdict({ redemption: { redeemed_at: '2026-06-10T12:05:00Z' } })).toMatchObject({ kind: 'valid' })
  })

  it('keeps codes of a paused coupon usable', async () => {
    expect(await verdict({ coupon: { status: 'paused' } })).toMatchObject({ kind: 'valid' })
  })
})
