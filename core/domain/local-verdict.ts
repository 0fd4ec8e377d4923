import { codeDigest, normaliseCode } from './code.ts'
import { epochMs, type Instant } from './hotel-time.ts'
import type { Coupon, Hotel, Redemption } from './rows.ts'
import type { Verdict } from './verdict.ts'
import { withinHours } from './window.ts'

/** What the desk's replica is asked, to judge a code without network. */
export interface VerdictLookup {
  redemptionByDigest(digest: string): Promise<Redemption | undefined>
  coupon(id: string): Promise<Coupon | undefined>
  /** The shown name of a member, by user id. */
  memberName(userId: string): Promise<string | undefined>
}

/**
 * The verdict of the replica on a typed or scanned code, in the order of judgement of docs/database.md. A replica can't tell
 * another hotel's code from an unknown one, and counts no attempts: both remain the server's.
 */
export async function verdictFromReplica(
  lookup: VerdictLookup,
  { code: typed, hotel, now }: { code: string; hotel: Pick<Hotel, 'id' | 'time_zone' | 'currency'>; now: Instant },
): Promise<Verdict> {
  const code = normaliseCode(typed)
  if (code === null) return { kind: 'malformed-code' }
  const redemption = await lookup.redemptionByDigest(codeDigest(hotel.id, code))
  const coupon = redemption && (await lookup.coupon(redemption.coupon_id))
  if (!redemption || !coupon) return { kind: 'unknown-code' }
  const usedBy = redemption.used_by === null ? undefined : await lookup.memberName(redemption.used_by)
  return judge(redemption, coupon, { usedBy: usedBy ?? null, hotel, now })
}

/** The verdict on a known redemption, given its coupon. */
export function judge(
  redemption: Redemption,
  coupon: Coupon,
  at: { usedBy: string | null; hotel: Pick<Hotel, 'time_zone' | 'currency'>; now: Instant },
): Verdict {
  return (
    spent(redemption, at.usedBy) ??
    closed(redemption, coupon, at.now) ??
    early(redemption, coupon, at.now) ??
    outside(coupon, at) ??
    valid(redemption, coupon, at.hotel.currency)
  )
}

function spent(redemption: Redemption, usedBy: string | null): Verdict | null {
  if (redemption.status === 'cancelled') return { kind: 'cancelled' }
  if (redemption.status !== 'used') return null
  return { kind: 'already-used', used_at: redemption.used_at ?? redemption.redeemed_at, used_by_name: usedBy, device: redemption.device }
}

/** `expires_at` was fixed when it was redeemed: neither the coupon's end, if it was moved since, nor the mark `expired` decides. */
function closed(redemption: Redemption, coupon: Coupon, now: Instant): Verdict | null {
  if (epochMs(now) >= epochMs(redemption.expires_at)) return { kind: 'expired', ended_at: redemption.expires_at }
  return coupon.status === 'archived' ? { kind: 'paused' } : null
}

/** No code is used before it was given; the slack is for clocks of offline desks, and the server's, too. */
const clockSlackMs = 5 * 60_000

function early(redemption: Redemption, coupon: Coupon, now: Instant): Verdict | null {
  const at = epochMs(now)
  if (at < epochMs(coupon.starts_at)) return { kind: 'not-yet', starts_at: coupon.starts_at }
  return at < epochMs(redemption.redeemed_at) - clockSlackMs ? { kind: 'not-yet', starts_at: redemption.redeemed_at } : null
}

function outside(coupon: Coupon, { hotel, now }: { hotel: Pick<Hotel, 'time_zone'>; now: Instant }): Verdict | null {
  if (withinHours(coupon, now, hotel.time_zone)) return null
  const { weekdays, hours_from, hours_to, blackout_dates = null } = coupon
  return { kind: 'outside-hours', weekdays, hours_from, hours_to, blackout_dates }
}

function valid(redemption: Redemption, coupon: Coupon, currency: string): Verdict {
  return {
    kind: 'valid',
    redemption_id: redemption.id,
    coupon_id: coupon.id,
    coupon_title: coupon.title,
    discount_kind: coupon.discount_kind,
    discount_value: coupon.discount_value,
    currency,
    guest_name: redemption.guest_name,
    redeemed_at: redemption.redeemed_at,
    expires_at: redemption.expires_at,
  }
}
