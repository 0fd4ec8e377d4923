import { hotelClock } from '../domain/hotel-time.ts'
import type { Figures } from './figures.ts'

/** How a report writes numbers, days and times. */
export interface Formats {
  count(value: number): string
  /** `12.5%`; a dash where there is no whole. */
  share(part: number, whole: number): string
  day(day: string): string
  shortDay(day: string): string
  time(instant: string): string
  /** For a list: with its year only where the list has more than one. */
  listTime(instant: string | null): string
}

/** The formats of a language, on the hotel's clock. */
export function formatsOf(figures: Figures, locale: string, timeZone: string): Formats {
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
