import { addDays, epochMs, hotelClock, weekdayOf } from '../domain/hotel-time.ts'
import type { Coupon, DailyFigures } from '../domain/rows.ts'
import { daysOf, inRange, type DayRange } from './days.ts'
import type { Counts } from './figures.ts'

/** What happened in a range of hotel-local days, beside the range of the same length before it. */
export interface Dashboard {
  range: DayRange
  before: DayRange
  totals: Counts
  totalsBefore: Counts
  /** Every day of the range, in order. */
  days: (Counts & { day: string })[]
  /** The coupons in which something happened, the most redeemed first. */
  coupons: (Counts & { id: string; title: string })[]
}

/** The rows that a dashboard is made from: of one hotel's replica, at least of both ranges. */
export interface DashboardSource {
  coupons: Pick<Coupon, 'id' | 'title'>[]
  daily: DailyFigures[]
}

/** The range of the same length that ends the day before. */
export function rangeBefore({ from, to }: DayRange): DayRange {
  const length = daysOf({ from, to }).length
  return { from: addDays(from, -length), to: addDays(from, -1) }
}

/** The change from one count to another as a share of the first (0.5 is half as many again); null where there was nothing to compare with. */
export function change(before: number, now: number): number | null {
  return before === 0 ? null : (now - before) / before
}

/** Sums the figures of a range and of the one before it. */
export function dashboard({ coupons, daily }: DashboardSource, range: DayRange): Dashboard {
  const before = rangeBefore(range)
  const [totals, totalsBefore] = [none(), none()]
  const byDay = new Map(daysOf(range).map((day) => [day, { day, ...none() }]))
  const byCoupon = new Map(coupons.map(({ id, title }) => [id, { id, title, ...none() }]))
  for (const row of daily) {
    // As in a report: what belongs to no coupon that is known here is not counted.
    const coupon = byCoupon.get(row.coupon_id)
    if (!coupon) continue
    if (inRange(row.day, before)) add(totalsBefore, row)
    const day = byDay.get(row.day)
    if (day) for (const sum of [day, coupon, totals]) add(sum, row)
  }
  const busy = [...byCoupon.values()].filter(({ views, redemptions, uses }) => views + redemptions + uses > 0)
  busy.sort((a, b) => b.redemptions - a.redemptions || b.views - a.views || (a.title < b.title ? -1 : 1))
  return { range, before, totals, totalsBefore, days: [...byDay.values()], coupons: busy }
}

/** Time zones stand full quarters of an hour apart: within one, weekday and hour do not change. */
const quarterMs = 15 * 60_000

/** Counts instants (of uses) by weekday (0 = Monday) and hour on the hotel's clock; what lies outside the range is left out. */
export function busyHours(instants: readonly string[], { range, timeZone }: { range: DayRange; timeZone: string }): number[][] {
  const counts = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  const clocks = new Map<number, { day: string; hour: number }>()
  for (const instant of instants) {
    const quarter = Math.floor(epochMs(instant) / quarterMs)
    let clock = clocks.get(quarter)
    if (!clock) {
      const { day, time } = hotelClock(quarter * quarterMs, timeZone)
      clocks.set(quarter, (clock = { day, hour: Number(time.slice(0, 2)) }))
    }
    const row = inRange(clock.day, range) ? counts[weekdayOf(clock.day) - 1] : undefined
    if (row) row[clock.hour] = (row[clock.hour] ?? 0) + 1
  }
  return counts
}

const none = (): Counts => ({ views: 0, redemptions: 0, uses: 0 })

function add(to: Counts, row: Counts): void {
  to.views += row.views
  to.redemptions += row.redemptions
  to.uses += row.uses
}
