import type { RedemptionStatus } from '../../../../core/domain/rows.ts'
import { matcher } from '../../app/search.ts'
import type { RedemptionLine } from './redemption-list.ts'

/** What a list is narrowed to. `since` is an instant in epoch milliseconds: what was redeemed or used from then on. */
export interface RedemptionFilter {
  search: string
  status: RedemptionStatus | 'any'
  coupon: string
  since: number | null
}

export const noFilter: RedemptionFilter = { search: '', status: 'any', coupon: 'any', since: null }

/** The lines that fit all of a filter, in their order. The search looks at the guest, the coupon, who used it and where. */
export function narrowed(lines: RedemptionLine[], { search, status, coupon, since }: RedemptionFilter): RedemptionLine[] {
  const fits = matcher(search)
  const isSince = (instant: string | null) => instant !== null && Date.parse(instant) >= (since ?? 0)
  return lines.filter(
    (line) =>
      (status === 'any' || line.status === status) &&
      (coupon === 'any' || line.redemption.coupon_id === coupon) &&
      (since === null || isSince(line.redemption.redeemed_at) || isSince(line.redemption.used_at)) &&
      fits(line.redemption.guest_name, line.couponTitle, line.usedByName ?? '', line.redemption.device ?? ''),
  )
}
