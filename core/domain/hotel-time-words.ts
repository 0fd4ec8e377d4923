import { epochMs, type Instant } from './hotel-time.ts'
import { dateFormat } from './intl-formats.ts'

/** An instant on the hotel's clock, in words of the locale. */
export function formatInstant(
  instant: Instant,
  timeZone: string,
  locale: string,
  style: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' },
): string {
  return dateFormat(locale, { ...style, timeZone }).format(epochMs(instant))
}

/** A day (`YYYY-MM-DD`) in words of the locale. */
export function formatDay(day: string, locale: string, style: Intl.DateTimeFormatOptions = { dateStyle: 'medium' }): string {
  return dateFormat(locale, { ...style, timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`))
}

/** Hours (`HH:MM` or `HH:MM:SS`) in words of the locale: `18:00 – 22:00`. */
export function formatHours(from: string, to: string, locale: string): string {
  const format = dateFormat(locale, { timeStyle: 'short', timeZone: 'UTC' })
  const words = (time: string) => format.format(Date.parse(`1970-01-01T${time.slice(0, 5)}:00Z`))
  return `${words(from)} – ${words(to)}`
}

/** ISO weekdays in words of the locale: `Mon, Tue`. */
export function formatWeekdays(weekdays: number[], locale: string): string {
  const format = dateFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  // 1970-01-04 was a Sunday, so that day 4 + n is ISO weekday n.
  return [...weekdays].sort().map((weekday) => format.format(Date.UTC(1970, 0, 4 + weekday))).join(', ')
}
