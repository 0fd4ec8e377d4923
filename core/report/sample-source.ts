import type { Coupon, DailyFigures, Hotel, Redemption, Use } from '../domain/rows.ts'
import { daysOf, type DayRange } from './days.ts'
import type { ReportSource } from './figures.ts'

/** A hotel east of Greenwich, so that its days differ from those of UTC. */
export const hotel: Hotel = {
  id: '00000000-0000-4000-8000-000000000001', name: 'Hôtel Łódź & Ελλάς', city: 'Barcelona', country: 'ES', address: '', description: '',
  time_zone: 'Europe/Madrid', currency: 'EUR', logo_path: null, listed: true,
}

export const range: DayRange = { from: '2026-10-01', to: '2026-10-31' }

function couponOf(index: number): Coupon {
  return {
    id: `coupon-${index}`, hotel_id: hotel.id, title: `Offer ${index}: breakfast for two on the terrace above the harbour`, description: '', terms: '',
    discount_kind: 'percent', discount_value: 10, status: index === 0 ? 'archived' : 'published', starts_on: '2026-09-01', ends_on: '2026-12-31',
    starts_at: '2026-08-31T22:00:00Z', ends_at: '2026-12-31T23:00:00Z', weekdays: null, hours_from: null, hours_to: null, max_redemptions: null,
    max_per_guest: 1, valid_days_after_redeem: null, online_only: false, image_path: null, published_at: '2026-09-01T08:00:00Z',
    created_at: '2026-09-01T08:00:00Z', updated_at: '2026-09-01T08:00:00Z',
  }
}

function figureOf(coupon: Coupon, day: string, index: number): DailyFigures {
  return { id: `${coupon.id}:${day}`, coupon_id: coupon.id, hotel_id: hotel.id, day, views: (index * 37) % 211, redemptions: (index * 7) % 23, uses: (index * 5) % 11 }
}

function redemptionOf(index: number, coupon: Coupon): Redemption {
  const used = index % 2 === 0
  // The first is redeemed at 23:30 UTC of the day before the range: in Madrid it is already 1 October.
  const redeemed = new Date(Date.UTC(2026, 8, 30, 23, 30) + index * 3_600_000).toISOString()
  return {
    id: `redemption-${String(index).padStart(4, '0')}`, coupon_id: coupon.id, hotel_id: hotel.id, guest_id: `guest-${index}`, guest_name: `Guest ${index}`, ordinal: 1,
    status: used ? 'used' : 'redeemed', redeemed_at: redeemed, expires_at: '2026-12-31T23:00:00Z', used_at: used ? '2026-10-20T10:15:00.000Z' : null,
    used_by: used ? 'member-1' : null, device: used ? 'Front desk 1' : null, code_digest: '',
  }
}

/** The use of a redemption; every tenth was taken back, and every fifteenth came twice. */
function usesOf({ id, hotel_id, used_at, device }: Redemption, index: number): Use[] {
  if (used_at === null) return []
  const use = { hotel_id, redemption_id: id, happened_at: used_at, received_at: used_at, used_by: 'member-1', device, reason: null }
  const first: Use = { ...use, id: `use-${index}`, ...(index % 10 === 0 ? { status: 'undone', reason: 'Wrong guest' } : { status: 'counted' }) }
  return index % 15 === 0 ? [first, { ...use, id: `use-${index}-again`, status: index % 30 === 0 ? 'conflict' : 'closed' }] : [first]
}

/** A hotel with `count` coupons, figures for every day of September to November, and `redemptions` redemptions. */
export function sampleSource(count: number, redemptions: number): ReportSource {
  const coupons = Array.from({ length: count }, (_, index) => couponOf(index))
  const days = daysOf({ from: '2026-09-15', to: '2026-11-15' })
  const taken = coupons.length === 0 ? [] : Array.from({ length: redemptions }, (_, index) => redemptionOf(index, coupons[index % coupons.length]!))
  return {
    hotel,
    members: [{ id: 'm', hotel_id: hotel.id, user_id: 'member-1', role: 'desk', display_name: 'Núria' }],
    coupons,
    redemptions: taken,
    uses: taken.flatMap(usesOf),
    daily: coupons.flatMap((coupon, c) => days.map((day, d) => figureOf(coupon, day, c * 100 + d))),
  }
}
