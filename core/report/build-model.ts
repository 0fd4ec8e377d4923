import { hotelClock } from '../domain/hotel-time.ts'
import type { Hotel, Redemption, RedemptionStatus } from '../domain/rows.ts'
import type { Figures } from './figures.ts'
import type { ReportModel, ReportTable } from './model.ts'
import { fill, type ReportWords } from './words.ts'

/** What surrounds the figures: whose they are, how fresh, in which language. */
export interface ReportContext {
  hotel: Hotel
  /** When the replica was last level with the cloud; null: never. */
  syncedAt: string | null
  /** Commands of this device that the cloud has not confirmed. */
  pending: number
  locale: string
  words: ReportWords
}

interface Formats {
  count(value: number): string
  share(part: number, whole: number): string
  day(day: string): string
  shortDay(day: string): string
  time(instant: string): string
  /** For a list: with its year only where the list has more than one. */
  listTime(instant: string | null): string
}

function formatsOf(figures: Figures, locale: string, timeZone: string): Formats {
  const count = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
  const shortDay = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' })
  const clock = { timeZone, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
  const time = new Intl.DateTimeFormat(locale, { ...clock, year: 'numeric' })
  const listTime = inOneYear(figures, timeZone) ? new Intl.DateTimeFormat(locale, clock) : time
  return {
    count: (value) => count.format(value),
    share: (part, whole) => (whole === 0 ? '–' : percent.format(part / whole)),
    day: (value) => day.format(new Date(`${value}T00:00:00Z`)),
    shortDay: (value) => shortDay.format(new Date(`${value}T00:00:00Z`)),
    time: (instant) => time.format(new Date(instant)),
    listTime: (instant) => (instant === null ? '–' : listTime.format(new Date(instant))),
  }
}

function inOneYear({ redemptions }: Figures, timeZone: string): boolean {
  let [first, last] = [Infinity, -Infinity]
  for (const { redemption } of redemptions) {
    const begun = Date.parse(redemption.redeemed_at)
    first = Math.min(first, begun)
    last = Math.max(last, redemption.used_at === null ? begun : Date.parse(redemption.used_at))
  }
  const year = (at: number) => hotelClock(at, timeZone).day.slice(0, 4)
  return redemptions.length === 0 || year(first) === year(last)
}

function numbers(row: { views: number; redemptions: number; uses: number }, f: Formats): string[] {
  return [f.count(row.views), f.count(row.redemptions), f.count(row.uses), f.share(row.redemptions, row.views)]
}

function numberColumns(words: ReportWords, widths: [number, number, number, number]): ReportTable['columns'] {
  return [words.views, words.redemptions, words.uses, words.redemptionRate].map((label, index) => ({ label, align: 'right' as const, width: widths[index] ?? 0 }))
}

function couponTable(figures: Figures, words: ReportWords, f: Formats): ReportTable {
  return {
    heading: words.byCoupon,
    columns: [{ label: words.coupon, align: 'left', width: 36 }, { label: words.status, align: 'left', width: 13 }, ...numberColumns(words, [11, 15, 11, 14])],
    rows: figures.coupons.map((row) => [row.coupon.title, words.couponStatus[row.coupon.status], ...numbers(row, f)]),
    foot: [words.total, '', ...numbers(figures.totals, f)],
    empty: words.noCoupons,
  }
}

function dayTable(figures: Figures, words: ReportWords, f: Formats): ReportTable {
  return {
    heading: words.byDay,
    columns: [{ label: words.day, align: 'left', width: 32 }, ...numberColumns(words, [17, 17, 17, 17])],
    rows: figures.days.map((row) => [f.day(row.day), ...numbers(row, f)]),
    foot: [words.total, ...numbers(figures.totals, f)],
    empty: words.noDays,
  }
}

/** The status as of the data: what ran out by then is expired, even where the cloud has not marked it. */
function statusOf({ status, expires_at }: Redemption, syncedAt: string | null): RedemptionStatus {
  return status === 'redeemed' && syncedAt !== null && Date.parse(expires_at) <= Date.parse(syncedAt) ? 'expired' : status
}

function redemptionTable(figures: Figures, { words, syncedAt }: ReportContext, f: Formats): ReportTable {
  const columns: [string, number][] = [[words.guest, 15], [words.coupon, 28.5], [words.status, 11], [words.redeemed, 12.75], [words.used, 12.75], [words.usedBy, 20]]
  return {
    heading: words.redemptionList,
    columns: columns.map(([label, width]) => ({ label, align: 'left', width })),
    rows: figures.redemptions.map(({ redemption, couponTitle, usedByName }) => [
      redemption.guest_name,
      couponTitle,
      words.redemptionStatus[statusOf(redemption, syncedAt)],
      f.listTime(redemption.redeemed_at),
      f.listTime(redemption.used_at),
      [usedByName, redemption.device].filter(Boolean).join(' · ') || '–',
    ]),
    foot: null,
    empty: words.noRedemptions,
  }
}

/** `12 % of views`; nothing where there were none. */
function note(text: string, f: Formats, part: number, whole: number): string {
  return whole === 0 ? '' : fill(text, { share: f.share(part, whole) })
}

function funnelOf({ totals }: Figures, words: ReportWords, f: Formats): ReportModel['funnel'] {
  return {
    heading: words.funnel,
    steps: [
      { label: words.views, count: totals.views, value: f.count(totals.views), share: '' },
      { label: words.redemptions, count: totals.redemptions, value: f.count(totals.redemptions), share: note(words.redemptionRateNote, f, totals.redemptions, totals.views) },
      { label: words.uses, count: totals.uses, value: f.count(totals.uses), share: note(words.useRateNote, f, totals.uses, totals.redemptions) },
    ],
  }
}

/** The epoch stands for “never”: a file must have some date, and it must not depend on the clock. */
const never = '1970-01-01T00:00:00.000Z'

/** Turns figures into the finished texts of a report. Pure: the same figures give the same model. */
export function buildReport(figures: Figures, context: ReportContext): ReportModel {
  const { hotel, syncedAt, pending, locale, words } = context
  const f = formatsOf(figures, locale, hotel.time_zone)
  const { totals } = figures
  const { from, to } = figures.range
  const range = from === to ? f.day(from) : fill(words.range, { from: f.day(from), to: f.day(to) })
  return {
    language: locale,
    title: `${words.title} · ${hotel.name} · ${range}`,
    author: hotel.name,
    dataAt: syncedAt ?? never,
    heading: hotel.name,
    facts: [words.title, range, syncedAt === null ? words.neverSynced : fill(words.asOf, { at: f.time(syncedAt), zone: hotel.time_zone })],
    warning: pending > 0 ? fill(words.pending, { count: f.count(pending) }) : null,
    figures: [
      { label: words.views, value: f.count(totals.views), note: '' },
      { label: words.redemptions, value: f.count(totals.redemptions), note: note(words.redemptionRateNote, f, totals.redemptions, totals.views) },
      { label: words.uses, value: f.count(totals.uses), note: note(words.useRateNote, f, totals.uses, totals.redemptions) },
    ],
    funnel: funnelOf(figures, words, f),
    chart: {
      viewsHeading: words.viewsPerDay,
      countsHeading: words.redemptionsAndUsesPerDay,
      redemptionsLabel: words.redemptions,
      usesLabel: words.uses,
      days: figures.days.map(({ day, ...counts }) => ({ label: f.shortDay(day), ...counts })),
    },
    tables: [couponTable(figures, words, f), dayTable(figures, words, f), redemptionTable(figures, context, f)],
    unshown: words.unshown,
    footer: { left: `${hotel.name} · ${range}`, page: words.page },
  }
}
