import type { Validity } from './rows.ts'
import { addDays, epochMs, hotelClock, type Instant, startOfDay, weekdayOf } from './hotel-time.ts'

/**
 * When a coupon holds, on its hotel's clock. `ends_on` is included. Hours begin at `hours_from` (included) and end at
 * `hours_to` (excluded); where `to ≤ from` they cross midnight, and the part after midnight belongs to the weekday on which
 * it began; so it is with blackout dates. SQL judges by the same rules: window-cases.json is the table that both are held to.
 */
export type WindowState = 'open' | 'not-yet' | 'outside-hours' | 'over'

type Hours = Pick<Validity, 'weekdays' | 'hours_from' | 'hours_to' | 'blackout_dates'>

/** The state of a coupon's window at an instant. */
export function windowState(coupon: Hours & Pick<Validity, 'starts_at' | 'ends_at'>, now: Instant, timeZone: string): WindowState {
  const at = epochMs(now)
  if (at >= epochMs(coupon.ends_at)) return 'over'
  if (at < epochMs(coupon.starts_at)) return 'not-yet'
  return withinHours(coupon, now, timeZone) ? 'open' : 'outside-hours'
}

/** The instants of a range of hotel-local days: from the first one's midnight to the midnight after the last one. */
export function windowInstants(startsOn: string, endsOn: string, timeZone: string): Pick<Validity, 'starts_at' | 'ends_at'> {
  return {
    starts_at: new Date(startOfDay(startsOn, timeZone)).toISOString(),
    ends_at: new Date(startOfDay(addDays(endsOn, 1), timeZone)).toISOString(),
  }
}

/** Whether weekdays, hours and blackout dates let a coupon hold at an instant. */
export function withinHours({ weekdays, hours_from, hours_to, blackout_dates }: Hours, now: Instant, timeZone: string): boolean {
  const { day, time } = hotelClock(now, timeZone)
  const holdsOn = (date: string) => (weekdays === null || weekdays.includes(weekdayOf(date))) && !blackout_dates?.includes(date)
  if (hours_from === null || hours_to === null) return holdsOn(day)
  const from = withSeconds(hours_from)
  const to = withSeconds(hours_to)
  if (from < to) return holdsOn(day) && time >= from && time < to
  return (holdsOn(day) && time >= from) || (holdsOn(addDays(day, -1)) && time < to)
}

const withSeconds = (time: string): string => (time.length === 5 ? `${time}:00` : time)
