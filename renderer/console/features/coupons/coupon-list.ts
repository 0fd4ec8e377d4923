import type { Coupon, CouponStatus, DailyFigures } from '../../../../core/domain/rows.ts'
import type { Counts } from '../../../../core/report/figures.ts'

/** A coupon's state as its hotel thinks of it: a published one may not have begun, or be over. */
export type CouponState = CouponStatus | 'scheduled' | 'ended'
export const couponStates: CouponState[] = ['published', 'scheduled', 'draft', 'paused', 'ended', 'archived']

/** A line of the list: the coupon with its sums over all days. */
export interface CouponLine extends Counts {
  coupon: Coupon
  state: CouponState
}

/** The state of a coupon at an instant (epoch milliseconds). */
export function couponState(coupon: Pick<Coupon, 'status' | 'starts_at' | 'ends_at'>, now: number): CouponState {
  if (coupon.status !== 'published') return coupon.status
  if (now >= Date.parse(coupon.ends_at)) return 'ended'
  return now < Date.parse(coupon.starts_at) ? 'scheduled' : 'published'
}

/** The hotel's coupons with their figures: what is live first, then the newest. */
export function couponLines(coupons: Coupon[], daily: DailyFigures[], now: number): CouponLine[] {
  const lines = coupons.map((coupon) => ({ coupon, state: couponState(coupon, now), views: 0, redemptions: 0, uses: 0 }))
  const byId = new Map(lines.map((line) => [line.coupon.id, line]))
  for (const row of daily) addFigures(byId.get(row.coupon_id), row)
  const rank = (line: CouponLine) => couponStates.indexOf(line.state)
  return lines.sort((a, b) => rank(a) - rank(b) || b.coupon.created_at.localeCompare(a.coupon.created_at))
}

/** Adds a day to a line; a day of a coupon that is not listed adds to nothing. */
export function addFigures(line: Counts | undefined, { views, redemptions, uses }: Counts): void {
  if (!line) return
  line.views += views
  line.redemptions += redemptions
  line.uses += uses
}
