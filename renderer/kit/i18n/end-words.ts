import { addDays, epochMs, hotelClock, type Instant } from '../../../core/domain/hotel-time.ts'
import { formatInstant } from '../../../core/domain/hotel-time-words.ts'

/** How far the last minute of something is away, as people say it. */
export type EndWords = { kind: 'today' | 'tomorrow' | 'over' | 'later'; day: string; time: string }

const minuteMs = 60_000
const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }

/**
 * The last minute before an exclusive end, on the hotel's clock: `{ kind: 'later', day: 'Sunday', time: '23:59' }`. Within
 * six days the day is its weekday, otherwise its date, with the year where it is another one.
 */
export function endWords(endsAt: Instant, now: Instant, timeZone: string, locale: string): EndWords {
  const last = epochMs(endsAt) - minuteMs
  const time = formatInstant(last, timeZone, locale, clock)
  const day = dayWords(last, now, timeZone, locale)
  const today = hotelClock(now, timeZone).day
  const lastDay = hotelClock(last, timeZone).day
  if (epochMs(now) >= epochMs(endsAt)) return { kind: 'over', day, time }
  if (lastDay === today) return { kind: 'today', day, time }
  return { kind: lastDay === addDays(today, 1) ? 'tomorrow' : 'later', day, time }
}

/** A day near now by its weekday, another one by its date. */
export function dayWords(instant: Instant, now: Instant, timeZone: string, locale: string): string {
  const day = hotelClock(instant, timeZone).day
  const today = hotelClock(now, timeZone).day
  if (day >= today && day <= addDays(today, 6)) return formatInstant(instant, timeZone, locale, { weekday: 'long' })
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' as const }
  return formatInstant(instant, timeZone, locale, { day: 'numeric', month: 'long', ...year })
}

/** The city a time zone is named after: `America/Argentina/Buenos_Aires` → `Buenos Aires`. */
export function zoneCity(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}
