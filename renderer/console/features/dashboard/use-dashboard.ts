import { computed, ref } from 'vue'
import { addDays, startOfDay } from '../../../../core/domain/hotel-time.ts'
import type { DayRange } from '../../../../core/report/days.ts'
import { dashboard, rangeBefore } from '../../../../core/report/dashboard.ts'
import { useLive } from '../../../kit/sync/use-live.ts'
import { useToday } from '../../app/use-now.ts'
import { useWorkspace } from '../../app/workspace.ts'

/** How many days back one may look, today included. */
export const periods = [7, 30, 90, 365] as const

/** The figures of the chosen days, live from the replica alone: so they are there without network, too. */
export function useDashboard() {
  const { tables, hotel } = useWorkspace()
  const today = useToday()
  const days = ref<(typeof periods)[number]>(30)
  const range = computed((): DayRange => ({ from: addDays(today.value, 1 - days.value), to: today.value }))
  const { data, loading, error } = useLive(() => read(range.value, hotel.value.time_zone))

  async function read(asked: DayRange, timeZone: string) {
    const iso = (day: string) => new Date(startOfDay(day, timeZone)).toISOString()
    const [coupons, daily, redemptions] = await Promise.all([
      tables.coupons.toArray(),
      tables.interaction_daily.where('day').between(rangeBefore(asked).from, asked.to, true, true).toArray(),
      // A second's part is written in more than one way, so the index is asked for whole seconds, and a little more.
      tables.redemptions.where('used_at').between(iso(asked.from).slice(0, 19), iso(addDays(asked.to, 1)).slice(0, 19)).toArray(),
    ])
    return dashboard({ timeZone, coupons, daily, redemptions }, asked)
  }

  return { days, figures: data, loading, error }
}
