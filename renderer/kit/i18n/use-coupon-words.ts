import { useI18n } from 'vue-i18n'
import { discountWords } from '../../../core/domain/discount.ts'
import type { Instant } from '../../../core/domain/hotel-time.ts'
import { numberFormat } from '../../../core/domain/intl-formats.ts'
import { formatDay, formatHours, formatWeekdays } from '../../../core/domain/hotel-time-words.ts'
import type { Discount, Validity } from '../../../core/domain/rows.ts'
import { dayWords, endWords, zoneCity } from './end-words.ts'
import { useFormatLocale } from './use-format-locale.ts'

const fewLeft = 10

/** A coupon in words: its discount, when it holds on the hotel's clock, how many are left. */
export function useCouponWords() {
  const { t } = useI18n({ useScope: 'global' })
  const locale = useFormatLocale()

  /** `20% off`, `€15 off`, `A gift`. */
  function discount(value: Discount, currency: string): string {
    const { kind, text } = discountWords(value, currency, locale.value)
    return t(`kit.discount.${kind}`, { text })
  }

  /** `Until Sunday`, `Ends today at 23:59`, `From 3 December`, `Ended 2 November`. */
  function validity(value: Pick<Validity, 'starts_at' | 'ends_at'>, timeZone: string, now: Instant): string {
    if (new Date(value.starts_at) > new Date(now)) return t('kit.validity.from', { start: dayWords(value.starts_at, now, timeZone, locale.value) })
    return ending(value.ends_at, timeZone, now, (day) => day)
  }

  /** `Until Sunday 23:59, Dublin time`. */
  function exactEnd(endsAt: Instant, timeZone: string, now: Instant): string {
    return t('kit.validity.hotelTime', { words: ending(endsAt, timeZone, now, (day, time) => t('kit.validity.dayTime', { day, time })), city: zoneCity(timeZone) })
  }

  function ending(endsAt: Instant, timeZone: string, now: Instant, later: (day: string, time: string) => string): string {
    const { kind, day, time } = endWords(endsAt, now, timeZone, locale.value)
    if (kind === 'today') return t('kit.validity.endsToday', { time })
    if (kind === 'tomorrow') return t('kit.validity.endsTomorrow', { time })
    return t(kind === 'over' ? 'kit.validity.over' : 'kit.validity.until', { end: later(day, time) })
  }

  /** `Mon, Tue · 18:00 – 22:00`, or empty where the coupon holds all day, every day. */
  function hours({ weekdays, hours_from, hours_to }: Pick<Validity, 'weekdays' | 'hours_from' | 'hours_to'>): string {
    const days = weekdays ? formatWeekdays(weekdays, locale.value) : t('kit.validity.everyDay')
    if (hours_from && hours_to) return `${days} · ${formatHours(hours_from, hours_to, locale.value)}`
    return weekdays ? days : ''
  }

  /** What is left in words; unlimited says nothing. */
  function left(count: number | null): string {
    if (count === null) return ''
    if (count <= 0) return t('kit.left.none')
    return t(count <= fewLeft ? 'kit.left.few' : 'kit.left.many', { count: numberFormat(locale.value).format(count) }, count)
  }

  /** The day of an instant on the hotel's calendar: `Friday` when near, else `3 December`. */
  const startDay = (instant: Instant, timeZone: string, now: Instant): string => dayWords(instant, now, timeZone, locale.value)

  /** A day of the hotel's calendar. */
  const day = (value: string): string => formatDay(value, locale.value, { day: 'numeric', month: 'long', year: 'numeric' })

  /** Days of the hotel's calendar in a row: `24 December, 25 December`. */
  const days = (values: string[]): string =>
    new Intl.ListFormat(locale.value, { type: 'unit' }).format(values.map((value) => formatDay(value, locale.value, { day: 'numeric', month: 'long' })))

  return { discount, validity, exactEnd, hours, left, startDay, day, days }
}
