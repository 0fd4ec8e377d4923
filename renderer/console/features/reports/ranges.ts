import { addDays } from '../../../../core/domain/hotel-time.ts'
import type { DayRange } from '../../../../core/report/days.ts'

export const presets = ['today', 'yesterday', 'week', 'month', 'thisMonth', 'lastMonth'] as const
export type Preset = (typeof presets)[number]

const firstOfMonth = (day: string): string => `${day.slice(0, 8)}01`

/** The days a preset means, given the hotel's today. */
export function rangeOf(preset: Preset, today: string): DayRange {
  const lastOfPrevious = addDays(firstOfMonth(today), -1)
  switch (preset) {
    case 'today': return { from: today, to: today }
    case 'yesterday': return { from: addDays(today, -1), to: addDays(today, -1) }
    case 'week': return { from: addDays(today, -6), to: today }
    case 'month': return { from: addDays(today, -29), to: today }
    case 'thisMonth': return { from: firstOfMonth(today), to: today }
    case 'lastMonth': return { from: firstOfMonth(lastOfPrevious), to: lastOfPrevious }
  }
}
