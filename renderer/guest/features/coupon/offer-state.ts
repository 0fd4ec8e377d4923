import { epochMs, type Instant } from '../../../../core/domain/hotel-time.ts'
import type { CouponCard, WalletRedemption } from '../../../../core/domain/rows.ts'
import type { Commands } from '../../../../core/sync/command.ts'

/** What the server answers to a redeem. */
export type RedeemAnswer = Commands['redeem_coupon']['result']

/** What a guest can do with a coupon now: redeem it, open the code he has, or read why not. */
export type OfferState =
  | { kind: 'open' }
  | { kind: 'yours'; redemptionId: string }
  | { kind: 'not-yet'; startsAt: string }
  | { kind: 'over' | 'sold-out' | 'paused' | 'not-available' | 'offline' }

type Situation = {
  coupon: Pick<CouponCard, 'id' | 'starts_at' | 'ends_at' | 'status' | 'left' | 'max_per_guest'>
  /** The guest's redemptions of this coupon. */
  mine: Pick<WalletRedemption, 'id' | 'status' | 'expires_at'>[]
  now: Instant
  online: boolean
}

/** The state before asking. It only saves a guest a refusal: the database decides. */
export function offerState({ coupon, mine, now, online }: Situation): OfferState {
  const at = epochMs(now)
  const usable = mine.find((redemption) => redemption.status === 'redeemed' && epochMs(redemption.expires_at) > at)
  if (usable) return { kind: 'yours', redemptionId: usable.id }
  const latest = mine.at(-1)
  if (latest && mine.length >= coupon.max_per_guest) return { kind: 'yours', redemptionId: latest.id }
  if (at >= epochMs(coupon.ends_at)) return { kind: 'over' }
  if (coupon.status !== 'published') return { kind: coupon.status === 'paused' ? 'paused' : 'not-available' }
  if (at < epochMs(coupon.starts_at)) return { kind: 'not-yet', startsAt: coupon.starts_at }
  if (coupon.left !== null && coupon.left <= 0) return { kind: 'sold-out' }
  return online ? { kind: 'open' } : { kind: 'offline' }
}

/** The state after the server's answer. */
export function answeredState(answer: RedeemAnswer): OfferState {
  if (answer.kind === 'redeemed' || answer.kind === 'already-redeemed') return { kind: 'yours', redemptionId: answer.redemption.id }
  return answer.kind === 'not-yet' ? { kind: 'not-yet', startsAt: answer.starts_at } : { kind: answer.kind }
}
