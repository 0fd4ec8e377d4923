import type { RouteLocationRaw } from 'vue-router'
import type { GuestNotification } from '../../../../core/domain/rows.ts'

/** Where a notice leads: to the guest's code where it is about one, else to the coupon, else to the hotel. */
export function noticeTarget({ redemption_id, coupon_id, hotel_id }: Pick<GuestNotification, 'redemption_id' | 'coupon_id' | 'hotel_id'>): RouteLocationRaw {
  if (redemption_id) return { name: 'code', params: { id: redemption_id } }
  return coupon_id ? { name: 'coupon', params: { id: coupon_id } } : { name: 'hotel', params: { id: hotel_id } }
}
