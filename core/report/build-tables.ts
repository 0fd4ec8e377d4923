import type { Redemption, RedemptionStatus } from '../domain/rows.ts'
import type { Counts, Figures } from './figures.ts'
import type { Formats } from './formats.ts'
import type { ReportTable } from './model.ts'
import type { ReportWords } from './words.ts'

type Columns = ReportTable['columns']

const left = (columns: [string, number][]): Columns => columns.map(([label, width]) => ({ label, align: 'left', width }))

function numbers(row: Counts, f: Formats): string[] {
  return [f.count(row.views), f.count(row.redemptions), f.count(row.uses), f.share(row.redemptions, row.views)]
}

function numberColumns(words: ReportWords, widths: [number, number, number, number]): Columns {
  return [words.views, words.redemptions, words.uses, words.redemptionRate].map((label, index) => ({ label, align: 'right' as const, width: widths[index] ?? 0 }))
}

/** Every coupon with its state, how long it is offered, and its sums. */
export function statusTable(figures: Figures, words: ReportWords, f: Formats): ReportTable {
  return {
    heading: words.byCoupon,
    columns: [...left([[words.coupon, 30], [words.status, 12], [words.until, 13]]), ...numberColumns(words, [9, 14, 10, 12])],
    rows: figures.coupons.map((row) => [row.coupon.title, words.couponStatus[row.coupon.status], f.day(row.coupon.ends_on), ...numbers(row, f)]),
    foot: [words.total, '', '', ...numbers(figures.totals, f)],
    empty: words.noCoupons,
  }
}

/** What happened on every day of the range. */
export function dayTable(figures: Figures, words: ReportWords, f: Formats): ReportTable {
  return {
    heading: words.byDay,
    columns: [...left([[words.day, 32]]), ...numberColumns(words, [17, 17, 17, 17])],
    rows: figures.days.map((row) => [f.day(row.day), ...numbers(row, f)]),
    foot: [words.total, ...numbers(figures.totals, f)],
    empty: words.noDays,
  }
}

/** What happened to every coupon on the days on which something did. */
export function couponDayTable(figures: Figures, words: ReportWords, f: Formats): ReportTable {
  return {
    heading: words.byCouponAndDay,
    columns: [{ label: words.coupon, align: 'left', width: 36, oneLine: true }, ...left([[words.day, 16]]), ...numberColumns(words, [11, 14, 10, 13])],
    rows: figures.couponDays.map((row) => [row.coupon.title, f.day(row.day), ...numbers(row, f)]),
    foot: [words.total, '', ...numbers(figures.totals, f)],
    empty: words.nothingHappened,
  }
}

/** The status as of the data: what ran out by then is expired, even where the cloud has not marked it. */
function statusOf({ status, expires_at }: Redemption, syncedAt: string | null): RedemptionStatus {
  return status === 'redeemed' && syncedAt !== null && Date.parse(expires_at) <= Date.parse(syncedAt) ? 'expired' : status
}

const by = (name: string | null, device: string | null): string => [name, device].filter(Boolean).join(' · ') || '–'

/** Who redeemed and used what, when, by whom and where. */
export function redemptionTable(figures: Figures, words: ReportWords, f: Formats, syncedAt: string | null): ReportTable {
  return {
    heading: words.redemptionList,
    columns: left([[words.guest, 15], [words.coupon, 28.5], [words.status, 11], [words.redeemed, 12.75], [words.used, 12.75], [words.usedBy, 20]]),
    rows: figures.redemptions.map(({ redemption, couponTitle, usedByName }) => [
      redemption.guest_name,
      couponTitle,
      words.redemptionStatus[statusOf(redemption, syncedAt)],
      f.listTime(redemption.redeemed_at),
      f.listTime(redemption.used_at),
      by(usedByName, redemption.device),
    ]),
    foot: null,
    empty: words.noRedemptions,
  }
}

/** Gross less undone is net; conflicts never count. */
export function bookTable({ ledger }: Figures, words: ReportWords, f: Formats): ReportTable {
  const rows: [string, number][] = [
    [words.gross, ledger.gross],
    [words.undone, -ledger.undone],
    [words.conflictsOpen, ledger.conflicts.open],
    [words.conflictsClosed, ledger.conflicts.closed],
  ]
  return {
    heading: words.books,
    columns: [{ label: words.entry, align: 'left', width: 80 }, { label: words.uses, align: 'right', width: 20 }],
    rows: rows.map(([label, value]) => [label, f.count(value)]),
    foot: [words.net, f.count(ledger.net)],
    empty: '',
  }
}

/** Every use that was taken back or came twice, with the reason that was given. */
export function correctionTable({ ledger }: Figures, words: ReportWords, f: Formats): ReportTable {
  return {
    heading: words.corrections,
    columns: left([[words.used, 14], [words.guest, 15], [words.coupon, 22], [words.status, 13], [words.usedBy, 16], [words.reason, 20]]),
    rows: ledger.corrections.map(({ use, couponTitle, guestName, usedByName }) => [
      f.time(use.happened_at), guestName, couponTitle, words.useStatus[use.status], by(usedByName, use.device), use.reason ?? '–',
    ]),
    foot: null,
    empty: words.noCorrections,
  }
}
