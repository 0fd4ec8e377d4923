import { epochMs, type Instant } from '../../../../core/domain/hotel-time.ts'
import type { CouponCard, WalletRedemption } from '../../../../core/domain/rows.ts'
import type { Commands } from '../../../../core/sync/command.ts'

/** What the server answers to a redeem. */
export type RedeemAnswer = Commands['redeem_coupon']['result']

/** What a guest can do with a coupon now: redeem it, open the code he has, read what became of that code, or why not. */
export type OfferState =
  | { kind: 'open' }
  | { kind: 'yours'; redemptionId: string }
  | { kind: 'spent'; redemptionId: string; why: 'used' | 'expired' | 'cancelled'; at: Instant }
  | { kind: 'not-yet'; startsAt: string }
  | { kind: 'over' | 'sold-out' | 'paused' | 'not-available' | 'offline' }

type Held = Pick<WalletRedemption, 'id' | 'status' | 'redeemed_at' | 'expires_at' | 'used_at'>

type Situation = {
  coupon: Pick<CouponCard, 'id' | 'starts_at' | 'ends_at' | 'status' | 'left' | 'max_per_guest'>
  /** The guest's redemptions of this coupon. */
  mine: Held[]
  now: Instant
  online: boolean
}

/** The state before asking. It only saves a guest a refusal: the database decides. */
export function offerState({ coupon, mine, now, online }: Situation): OfferState {
  const at = epochMs(now)
  const usable = mine.find((redemption) => heldState(redemption, at).kind === 'yours')
  if (usable) return heldState(usable, at)
  const latest = mine.at(-1)
  if (latest && mine.length >= coupon.max_per_guest) return heldState(latest, at)
  if (at >= epochMs(coupon.ends_at)) return { kind: 'over' }
  if (coupon.status !== 'published') return { kind: coupon.status === 'paused' ? 'paused' : 'not-available' }
  if (at < epochMs(coupon.starts_at)) return { kind: 'not-yet', startsAt: coupon.starts_at }
  if (coupon.left !== null && coupon.left <= 0) return { kind: 'sold-out' }
  return online ? { kind: 'open' } : { kind: 'offline' }
}

/** How it stands with a redemption: its code can be shown, or what became of it, and when. */
function heldState(redemption: Held, at: number): OfferState {
  const { id: redemptionId, status, expires_at, used_at, redeemed_at } = redemption
  if (status === 'used') return { kind: 'spent', redemptionId, why: 'used', at: used_at ?? redeemed_at }
  if (status === 'cancelled') return { kind: 'spent', redemptionId, why: 'cancelled', at: expires_at }
  // The end is exclusive: the last valid minute is the one before.
  if (epochMs(expires_at) <= at) return { kind: 'spent', redemptionId, why: 'expired', at: epochMs(expires_at) - 60_000 }
  return { kind: 'yours', redemptionId }
}

/** The state after the server's answer. */
export function answeredState(answer: RedeemAnswer, now: Instant): OfferState {
  if (answer.kind === 'redeemed' || answer.kind === 'already-redeemed') return heldState(answer.redemption, epochMs(now))
  return answer.kind === 'not-yet' ? { kind: 'not-yet', startsAt: answer.starts_at } : { kind: answer.kind }
}
