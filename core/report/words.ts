import type { CouponStatus, RedemptionStatus } from '../domain/rows.ts'

/** The words of a report in one language. Braces hold what is put in: `{from}`, `{to}`, `{at}`, `{count}`, `{chars}`, `{page}`, `{pages}`. */
export interface ReportWords {
  title: string
  range: string
  asOf: string
  neverSynced: string
  pending: string
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
  redemptionList: string
  coupon: string
  status: string
  day: string
  guest: string
  redeemed: string
  used: string
  usedBy: string
  noCoupons: string
  noDays: string
  noRedemptions: string
  unshown: string
  page: string
  couponStatus: Record<CouponStatus, string>
  redemptionStatus: Record<RedemptionStatus, string>
}

/** Puts values into a text's braces. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
