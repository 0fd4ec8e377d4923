import type { Coupon, DailyFigures, Hotel, Member, Redemption, Use } from '../domain/rows.ts'
import { hotelNames } from '../domain/hotel-names.ts'
import { hotelClock } from '../domain/hotel-time.ts'
import { daysOf, inRange, type DayRange } from './days.ts'
import { collectLedger, type Ledger } from './ledger.ts'

/** What a report is made from: rows of one hotel's replica. */
export interface ReportSource {
  hotel: Hotel
  members: Member[]
  coupons: Coupon[]
  redemptions: Redemption[]
  uses: Use[]
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
  /** Every coupon of the hotel, or those chosen, the most redeemed first. */
  coupons: (Counts & { coupon: Coupon })[]
  /** Every day of the range, in order. */
  days: (Counts & { day: string })[]
  /** Every coupon and day on which something happened, in the order of `coupons`, then of days. */
  couponDays: (Counts & { coupon: Coupon; day: string })[]
  /** What was redeemed or used within the range, the newest first. */
  redemptions: RedemptionLine[]
  /** The books that the totals must agree with. */
  ledger: Ledger
}

const none = (): Counts => ({ views: 0, redemptions: 0, uses: 0 })
const happened = ({ views, redemptions, uses }: Counts): boolean => views !== 0 || redemptions !== 0 || uses !== 0

function add(to: Counts, row: Counts): void {
  to.views += row.views
  to.redemptions += row.redemptions
  to.uses += row.uses
}

/** Whether an instant falls into the range by the hotel's clock. Asked once per row, so the days' edges are compared first. */
function withinOf({ hotel }: ReportSource, range: DayRange): (instant: string | null) => boolean {
  const day = 86_400_000
  const [from, to] = [Date.parse(`${range.from}T00:00:00Z`) + day, Date.parse(`${range.to}T00:00:00Z`)]
  return (instant) => {
    if (instant === null) return false
    const at = Date.parse(instant)
    // No zone is a whole day away from UTC: what is further inside or outside needs no calendar.
    if (at >= from && at < to) return true
    if (at < from - 2 * day || at >= to + 2 * day) return false
    return inRange(hotelClock(at, hotel.time_zone).day, range)
  }
}

function linesOf({ members, coupons, redemptions }: ReportSource, within: (instant: string | null) => boolean): RedemptionLine[] {
  const names = hotelNames({ members, coupons })
  return redemptions
    .filter((row) => within(row.redeemed_at) || within(row.used_at))
    .map((redemption) => ({
      redemption,
      couponTitle: names.title(redemption.coupon_id),
      usedByName: names.member(redemption.used_by),
    }))
    .sort((a, b) => compare(b.redemption.redeemed_at, a.redemption.redeemed_at) || compare(a.redemption.id, b.redemption.id))
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** The part of a hotel's rows that is about some of its coupons. */
function only(source: ReportSource, chosen: ReadonlySet<string>): ReportSource {
  const redemptions = source.redemptions.filter((row) => chosen.has(row.coupon_id))
  const kept = new Set(redemptions.map((row) => row.id))
  return {
    ...source,
    coupons: source.coupons.filter((row) => chosen.has(row.id)),
    redemptions,
    uses: source.uses.filter((row) => kept.has(row.redemption_id)),
    daily: source.daily.filter((row) => chosen.has(row.coupon_id)),
  }
}

/** Sums the daily figures of a range by coupon and by day, and lists the redemptions that fall into it. `chosen` are coupons' ids; null: all. */
export function collectFigures(all: ReportSource, range: DayRange, chosen: ReadonlySet<string> | null = null): Figures {
  const source = chosen ? only(all, chosen) : all
  const totals = none()
  const byCoupon = new Map(source.coupons.map((coupon) => [coupon.id, { coupon, ...none() }]))
  const byDay = new Map(daysOf(range).map((day) => [day, { day, ...none() }]))
  const couponDays: Figures['couponDays'] = []
  for (const { coupon_id, day: at, views, redemptions, uses } of source.daily) {
    const day = byDay.get(at)
    const coupon = byCoupon.get(coupon_id)
    // A row of a coupon that the replica lacks would make the totals differ from the lines that explain them.
    if (!day || !coupon) continue
    const counts = { views, redemptions, uses }
    for (const sum of [day, coupon, totals]) add(sum, counts)
    if (happened(counts)) couponDays.push({ coupon: coupon.coupon, day: at, ...counts })
  }
  const coupons = [...byCoupon.values()].sort(
    (a, b) => b.redemptions - a.redemptions || b.views - a.views || compare(a.coupon.title, b.coupon.title) || compare(a.coupon.id, b.coupon.id),
  )
  const rank = new Map(coupons.map(({ coupon }, index) => [coupon.id, index]))
  couponDays.sort((a, b) => (rank.get(a.coupon.id) ?? 0) - (rank.get(b.coupon.id) ?? 0) || compare(a.day, b.day))
  const within = withinOf(source, range)
  return { range, totals, coupons, days: [...byDay.values()], couponDays, redemptions: linesOf(source, within), ledger: collectLedger(source, within) }
}
