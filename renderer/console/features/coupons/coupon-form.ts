import { addDays } from '../../../../core/domain/hotel-time.ts'
import { toMajor, toMinor } from '../../../../core/domain/money.ts'
import type { Coupon, DiscountKind } from '../../../../core/domain/rows.ts'
import type { CouponDraft } from '../../../../core/sync/command.ts'

/** A coupon as the form's fields hold it: switches instead of nulls, amounts as people write them. */
export interface CouponForm {
  title: string
  description: string
  terms: string
  image_path: string | null
  discount_kind: DiscountKind
  percent: number | null
  amount: number | null
  starts_on: string
  ends_on: string
  /** ISO weekdays; all seven mean every day. */
  weekdays: number[]
  byHours: boolean
  hours_from: string
  hours_to: string
  limited: boolean
  max_redemptions: number | null
  max_per_guest: number | null
  expires: boolean
  valid_days_after_redeem: number | null
  online_only: boolean
  /** Days on which it does not hold, in order. */
  blackout_dates: string[]
}

export const everyDay = [1, 2, 3, 4, 5, 6, 7]

/** A new coupon: a month from today, every day, one per guest. */
export function blankForm(today: string): CouponForm {
  return {
    title: '',
    description: '',
    terms: '',
    image_path: null,
    discount_kind: 'percent',
    percent: 10,
    amount: null,
    starts_on: today,
    ends_on: addDays(today, 30),
    weekdays: [...everyDay],
    byHours: false,
    hours_from: '',
    hours_to: '',
    limited: false,
    max_redemptions: null,
    max_per_guest: 1,
    expires: false,
    valid_days_after_redeem: null,
    online_only: false,
    blackout_dates: [],
  }
}

/** The fields of a coupon that exists. */
export function formOf(coupon: Coupon, currency: string): CouponForm {
  const { discount_kind: kind, discount_value: value } = coupon
  return {
    title: coupon.title,
    description: coupon.description,
    terms: coupon.terms,
    image_path: coupon.image_path,
    discount_kind: kind,
    percent: kind === 'percent' ? value : null,
    amount: kind === 'amount' ? toMajor(value, currency) : null,
    starts_on: coupon.starts_on,
    ends_on: coupon.ends_on,
    weekdays: [...(coupon.weekdays ?? everyDay)],
    byHours: coupon.hours_from !== null,
    hours_from: coupon.hours_from?.slice(0, 5) ?? '',
    hours_to: coupon.hours_to?.slice(0, 5) ?? '',
    limited: coupon.max_redemptions !== null,
    max_redemptions: coupon.max_redemptions,
    max_per_guest: coupon.max_per_guest,
    expires: coupon.valid_days_after_redeem !== null,
    valid_days_after_redeem: coupon.valid_days_after_redeem,
    online_only: coupon.online_only,
    blackout_dates: [...(coupon.blackout_dates ?? [])],
  }
}

function discountValue(form: CouponForm, currency: string): number {
  if (form.discount_kind === 'gift') return 0
  return form.discount_kind === 'percent' ? (form.percent ?? 0) : toMinor(form.amount ?? 0, currency)
}

const hours = (time: string): string => (time.length === 5 ? `${time}:00` : time)

/** What is saved of a form. The form has been checked before. */
export function draftOf(form: CouponForm, { id, hotelId, currency }: { id: string; hotelId: string; currency: string }): CouponDraft {
  return {
    id,
    hotel_id: hotelId,
    title: form.title.trim(),
    description: form.description.trim(),
    terms: form.terms.trim(),
    image_path: form.image_path,
    discount_kind: form.discount_kind,
    discount_value: discountValue(form, currency),
    starts_on: form.starts_on,
    ends_on: form.ends_on,
    weekdays: form.weekdays.length === everyDay.length ? null : [...form.weekdays].sort(),
    hours_from: form.byHours ? hours(form.hours_from) : null,
    hours_to: form.byHours ? hours(form.hours_to) : null,
    max_redemptions: form.limited ? form.max_redemptions : null,
    max_per_guest: form.max_per_guest ?? 1,
    valid_days_after_redeem: form.expires ? form.valid_days_after_redeem : null,
    online_only: form.online_only,
    blackout_dates: form.blackout_dates.length === 0 ? null : [...form.blackout_dates].sort(),
  }
}
