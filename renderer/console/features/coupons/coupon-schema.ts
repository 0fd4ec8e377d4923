import * as v from 'valibot'
import type { CouponForm } from './coupon-form.ts'

/** Says why a field does not hold: a key beneath `editor.error`, in the reader's language. */
export type Say = (key: string, values?: Record<string, number>) => string

interface Rule {
  field: keyof CouponForm
  holds(form: CouponForm): boolean
  says: [key: string, values?: Record<string, number>]
}

const whole = (value: number | null, from: number, to: number): boolean => value !== null && Number.isInteger(value) && value >= from && value <= to
const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
const isTime = (value: string): boolean => /^([01]\d|2[0-3]):[0-5]\d/.test(value)
const short = (field: 'title' | 'description' | 'terms', max: number): Rule => ({ field, holds: (form) => form[field].trim().length <= max, says: ['tooLong', { max }] })

/** What docs/database.md asks of a coupon. A field that is switched off is not asked. */
const rules: Rule[] = [
  { field: 'title', holds: (form) => form.title.trim() !== '', says: ['titleMissing'] },
  short('title', 120),
  short('description', 2000),
  short('terms', 2000),
  { field: 'percent', holds: (form) => form.discount_kind !== 'percent' || whole(form.percent, 1, 100), says: ['percent'] },
  { field: 'amount', holds: (form) => form.discount_kind !== 'amount' || (form.amount !== null && form.amount > 0), says: ['amount'] },
  { field: 'starts_on', holds: (form) => isDay(form.starts_on), says: ['day'] },
  { field: 'ends_on', holds: (form) => isDay(form.ends_on), says: ['day'] },
  { field: 'ends_on', holds: (form) => !isDay(form.ends_on) || form.ends_on >= form.starts_on, says: ['endsBefore'] },
  { field: 'weekdays', holds: (form) => form.weekdays.length > 0 && form.weekdays.every((day) => whole(day, 1, 7)), says: ['weekdays'] },
  { field: 'blackout_dates', holds: (form) => form.blackout_dates.every(isDay), says: ['day'] },
  { field: 'blackout_dates', holds: (form) => form.blackout_dates.length <= 60, says: ['blackoutDates', { max: 60 }] },
  { field: 'hours_from', holds: (form) => !form.byHours || isTime(form.hours_from), says: ['hours'] },
  { field: 'hours_to', holds: (form) => !form.byHours || isTime(form.hours_to), says: ['hours'] },
  { field: 'max_redemptions', holds: (form) => !form.limited || whole(form.max_redemptions, 1, 100_000), says: ['maxRedemptions'] },
  { field: 'max_per_guest', holds: (form) => whole(form.max_per_guest, 1, 100), says: ['maxPerGuest'] },
  { field: 'valid_days_after_redeem', holds: (form) => !form.expires || whole(form.valid_days_after_redeem, 1, 365), says: ['validDays'] },
]

/**
 * What the form asks of a coupon before it is saved. The database asks the same and decides; this is to say it beside the
 * field. Each field is told its first broken rule.
 */
export function couponSchema(say: Say) {
  return v.pipe(
    v.custom<CouponForm>(() => true),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const form = dataset.value
      const told = new Set<keyof CouponForm>()
      for (const { field, holds, says } of rules) {
        if (told.has(field) || holds(form)) continue
        told.add(field)
        addIssue({ message: say(...says), path: [{ type: 'object', origin: 'value', input: { ...form }, key: field, value: form[field] }] })
      }
    }),
  )
}

/** The field of the form that a column's value is written in; undefined where there is none. */
export function fieldOf(column: string, form: CouponForm): keyof CouponForm | undefined {
  if (column === 'discount_value') return form.discount_kind === 'amount' ? 'amount' : 'percent'
  return column in form ? (column as keyof CouponForm) : undefined
}

/** What a guest-visible coupon needs beyond a draft; the cloud asks it at publication. */
const gaps: { field: keyof CouponForm; says: string; holds(form: CouponForm, today: string): boolean }[] = [
  { field: 'image_path', says: 'noImage', holds: (form) => form.image_path !== null },
  { field: 'ends_on', says: 'over', holds: (form, today) => form.ends_on >= today },
]

/** What keeps a coupon from being published, by field; empty where nothing does. `today` is the hotel's. */
export function publicationGaps(form: CouponForm, today: string, say: Say): { name: keyof CouponForm; message: string }[] {
  return gaps.filter(({ holds }) => !holds(form, today)).map(({ field, says }) => ({ name: field, message: say(says) }))
}
