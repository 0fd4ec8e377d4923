/** A hotel's wall clock and calendar, by Intl alone. Days are `YYYY-MM-DD`, times `HH:MM:SS`, weekdays ISO (1 = Monday). */

/** An instant: epoch milliseconds, a Date, or ISO 8601 with zone. */
export type Instant = number | Date | string

const dayMs = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** Epoch milliseconds of an instant. */
export function epochMs(instant: Instant): number {
  return typeof instant === 'number' ? instant : new Date(instant).getTime()
}

/** What the hotel's clock and calendar show at an instant. */
export function hotelClock(instant: Instant, timeZone: string): { day: string; weekday: number; time: string } {
  const shown = new Date(shownMs(epochMs(instant), timeZone)).toISOString()
  const day = shown.slice(0, 10)
  return { day, weekday: weekdayOf(day), time: shown.slice(11, 19) }
}

/** The ISO weekday of a day. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/**
 * The instant at which a hotel-local day begins, in epoch milliseconds. Where the clocks change at midnight it reads as
 * PostgreSQL's `at time zone` does: a skipped midnight by the offset before, a repeated one by the offset after.
 */
export function startOfDay(day: string, timeZone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const before = midnight - offsetMs(midnight - dayMs, timeZone)
  const after = midnight - offsetMs(midnight + dayMs, timeZone)
  const showsMidnight = (at: number) => shownMs(at, timeZone) === midnight
  if (showsMidnight(after)) return after
  return before
}

function offsetMs(ms: number, timeZone: string): number {
  return shownMs(ms, timeZone) - Math.floor(ms / 1000) * 1000
}

/** What the wall clock shows, written as if it were UTC. */
function shownMs(ms: number, timeZone: string): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatFor(timeZone).formatToParts(ms)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  })
  formats.set(timeZone, made)
  return made
}
