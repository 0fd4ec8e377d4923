import type { CouponStatus, RedemptionStatus, Use } from '../domain/rows.ts'

/** The words of a report in one language. Braces hold what is put in: `{from}`, `{to}`, `{at}`, `{count}`, `{redemptions}`, `{uses}`, `{titles}`, `{share}`, `{zone}`, `{chars}`, `{page}`, `{pages}`. */
export interface ReportWords {
  title: string
  range: string
  asOf: string
  neverSynced: string
  pending: string
  counting: string
  chosen: string
  views: string
  redemptions: string
  uses: string
  redemptionRate: string
  redemptionRateNote: string
  useRateNote: string
  total: string
  funnel: string
  viewsPerDay: string
  redemptionsAndUsesPerDay: string
  byCoupon: string
  byDay: string
  byCouponAndDay: string
  redemptionList: string
  coupon: string
  status: string
  until: string
  day: string
  guest: string
  redeemed: string
  used: string
  usedBy: string
  books: string
  entry: string
  gross: string
  undone: string
  net: string
  conflictsOpen: string
  conflictsClosed: string
  corrections: string
  reason: string
  noCoupons: string
  noDays: string
  nothingHappened: string
  noRedemptions: string
  noCorrections: string
  unshown: string
  page: string
  couponStatus: Record<CouponStatus, string>
  redemptionStatus: Record<RedemptionStatus, string>
  useStatus: Record<Use['status'], string>
}

/** Puts values into a text's braces. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
