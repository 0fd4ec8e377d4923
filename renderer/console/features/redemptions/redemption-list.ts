import { hotelNames } from '../../../../core/domain/hotel-names.ts'
import type { Coupon, Member, Redemption, RedemptionStatus } from '../../../../core/domain/rows.ts'
import { statusAt } from '../../app/redemption-status.ts'

export const redemptionStates: RedemptionStatus[] = ['redeemed', 'used', 'expired', 'cancelled']

/** A line of the list. `status` is as of now: one that ran out is expired, even before the cloud has said so. */
export interface RedemptionLine {
  redemption: Redemption
  status: RedemptionStatus
  couponTitle: string
  usedByName: string | null
}

/** Redemptions with the names they point to, in the order given. */
export function redemptionLines(rows: Redemption[], { coupons, members, now }: { coupons: Coupon[]; members: Member[]; now: number }): RedemptionLine[] {
  const names = hotelNames({ coupons, members })
  return rows.map((redemption) => ({
    redemption,
    status: statusAt(redemption, now),
    couponTitle: names.title(redemption.coupon_id),
    usedByName: names.member(redemption.used_by),
  }))
}
