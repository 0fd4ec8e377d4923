import { epochMs, type Instant } from '../../../../core/domain/hotel-time.ts'
import type { WalletRedemption } from '../../../../core/domain/rows.ts'

/** Where a redemption lies in the wallet. What the desk can still use is active, everything else has its reason. */
export type Shelf = 'active' | 'used' | 'expired'
export const shelves = ['active', 'used', 'expired'] as const

/** The shelf of a redemption. An expiry that the database has not swept up yet counts already. */
export function shelfOf(redemption: Pick<WalletRedemption, 'status' | 'expires_at'>, now: Instant): Shelf {
  if (redemption.status === 'used') return 'used'
  return redemption.status === 'redeemed' && epochMs(redemption.expires_at) > epochMs(now) ? 'active' : 'expired'
}

// As long before the end as the first reminder comes.
const soonMs = 3 * 86_400_000

/** Whether a redemption that can still be used ends within the days of its reminders. */
export function endsSoon({ expires_at }: Pick<WalletRedemption, 'expires_at'>, now: Instant): boolean {
  return epochMs(expires_at) - epochMs(now) <= soonMs
}

/** A shelf in the order a guest looks for things: what ends first, or what happened last. */
export function onShelf(redemptions: WalletRedemption[], shelf: Shelf, now: Instant): WalletRedemption[] {
  const found = redemptions.filter((redemption) => shelfOf(redemption, now) === shelf)
  if (shelf === 'active') return found.sort((a, b) => epochMs(a.expires_at) - epochMs(b.expires_at))
  const happened = (redemption: WalletRedemption) => epochMs(redemption.used_at ?? redemption.expires_at)
  return found.sort((a, b) => happened(b) - happened(a))
}
