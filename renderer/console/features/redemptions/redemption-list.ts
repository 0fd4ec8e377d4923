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
  const titles = new Map(coupons.map((coupon) => [coupon.id, coupon.title]))
  const names = new Map(members.map((member) => [member.user_id, member.display_name]))
  return rows.map((redemption) => ({
    redemption,
    status: statusAt(redemption, now),
    couponTitle: titles.get(redemption.coupon_id) ?? '',
    usedByName: redemption.used_by === null ? null : (names.get(redemption.used_by) ?? null),
  }))
}
