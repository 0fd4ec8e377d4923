import { addDays } from '../domain/hotel-time.ts'

/** A range of days (`YYYY-MM-DD` in the hotel's time zone), both ends included. */
export interface DayRange {
  from: string
  to: string
}

/** Every day of a range, in order; empty if it ends before it begins. */
export function daysOf({ from, to }: DayRange): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** Whether a day lies in a range. */
export function inRange(day: string, { from, to }: DayRange): boolean {
  return day >= from && day <= to
}
