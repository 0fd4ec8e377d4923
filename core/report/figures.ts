import type { Coupon, DailyFigures, Hotel, Member, Redemption } from '../domain/rows.ts'
import { hotelClock } from '../domain/hotel-time.ts'
import { daysOf, inRange, type DayRange } from './days.ts'

/** What a report is made from: rows of one hotel's replica. */
export interface ReportSource {
  hotel: Hotel
  members: Member[]
  coupons: Coupon[]
  redemptions: Redemption[]
  daily: DailyFigures[]
}

/** How often something was seen, taken and consumed. */
export interface Counts {
  views: number
  redemptions: number
  uses: number
}

/** One guest's redemption as a report lists it. */
export interface RedemptionLine {
  redemption: Redemption
  couponTitle: string
  usedByName: string | null
}

/** Everything a report says, in numbers. The totals are the sums of the days, and of the coupons. */
export interface Figures {
  range: DayRange
  totals: Counts
  /** Every coupon of the hotel, the most redeemed first. */
  coupons: (Counts & { coupon: Coupon })[]
  /** Every day of the range, in order. */
  days: (Counts & { day: string })[]
  /** What was redeemed or used within the range, the newest first. */
  redemptions: RedemptionLine[]
}

const none = (): Counts => ({ views: 0, redemptions: 0, uses: 0 })

function add(to: Counts, row: Counts): void {
  to.views += row.views
  to.redemptions += row.redemptions
  to.uses += row.uses
}

function linesOf({ hotel, members, coupons, redemptions }: ReportSource, range: DayRange): RedemptionLine[] {
  const titles = new Map(coupons.map((coupon) => [coupon.id, coupon.title]))
  const names = new Map(members.map((member) => [member.user_id, member.display_name]))
  const within = (instant: string | null) => instant !== null && inRange(hotelClock(instant, hotel.time_zone).day, range)
  return redemptions
    .filter((row) => within(row.redeemed_at) || within(row.used_at))
    .map((redemption) => ({
      redemption,
      couponTitle: titles.get(redemption.coupon_id) ?? '',
      usedByName: redemption.used_by === null ? null : (names.get(redemption.used_by) ?? null),
    }))
    .sort((a, b) => compare(b.redemption.redeemed_at, a.redemption.redeemed_at) || compare(a.redemption.id, b.redemption.id))
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Sums the daily figures of a range by coupon and by day, and lists the redemptions that fall into it. */
export function collectFigures(source: ReportSource, range: DayRange): Figures {
  const totals = none()
  const byCoupon = new Map(source.coupons.map((coupon) => [coupon.id, { coupon, ...none() }]))
  const byDay = new Map(daysOf(range).map((day) => [day, { day, ...none() }]))
  for (const row of source.daily) {
    const day = byDay.get(row.day)
    const coupon = byCoupon.get(row.coupon_id)
    // A row of a coupon that the replica lacks would make the totals differ from the lines that explain them.
    if (!day || !coupon) continue
    for (const sum of [day, coupon, totals]) add(sum, row)
  }
  const coupons = [...byCoupon.values()].sort(
    (a, b) => b.redemptions - a.redemptions || b.views - a.views || compare(a.coupon.title, b.coupon.title) || compare(a.coupon.id, b.coupon.id),
  )
  return { range, totals, coupons, days: [...byDay.values()], redemptions: linesOf(source, range) }
}
