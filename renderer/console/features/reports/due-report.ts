import { addDays, weekdayOf } from '../../../../core/domain/hotel-time.ts'
import type { DayRange } from '../../../../core/report/days.ts'

/** How often a report makes itself. */
export const rhythms = ['never', 'weekly', 'monthly'] as const
export type Rhythm = (typeof rhythms)[number]

/** The last whole week (Monday to Sunday) or month before today, which is when its report is due; null: never. */
export function dueRange(rhythm: Rhythm, today: string): DayRange | null {
  if (rhythm === 'never') return null
  if (rhythm === 'weekly') {
    const monday = addDays(today, 1 - weekdayOf(today))
    return { from: addDays(monday, -7), to: addDays(monday, -1) }
  }
  const last = addDays(`${today.slice(0, 8)}01`, -1)
  return { from: `${last.slice(0, 8)}01`, to: last }
}

/** Sees to each range once: what is made already, and what was made by this, is not thought of again. What fails is tried anew the next time. */
export function onceEach(isMade: (range: DayRange) => Promise<boolean>, make: (range: DayRange) => Promise<void>): (range: DayRange) => Promise<void> {
  const settled = new Set<string>()
  return async (range) => {
    // A week and a month may begin on one day: both ends tell them apart.
    const key = `${range.from} ${range.to}`
    if (settled.has(key)) return
    if (!(await isMade(range))) await make(range)
    settled.add(key)
  }
}
