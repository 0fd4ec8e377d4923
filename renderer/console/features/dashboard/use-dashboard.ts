import { computed } from 'vue'
import { addDays, startOfDay } from '../../../../core/domain/hotel-time.ts'
import type { DayRange } from '../../../../core/report/days.ts'
import { busyHours, dashboard, rangeBefore } from '../../../../core/report/dashboard.ts'
import { touch, useSummary } from '../../../kit/sync/use-summary.ts'
import { useToday } from '../../app/use-now.ts'
import { useQueryChoice } from '../../app/use-query-choice.ts'
import { useWorkspace } from '../../app/workspace.ts'

/** How many days back one may look, today included. */
export const periods = [7, 30, 90, 365] as const

/** The figures of the chosen days, live from the replica alone: so they are there without network, too. The hours come after the rest. */
export function useDashboard() {
  const { tables, hotel } = useWorkspace()
  const today = useToday()
  const days = useQueryChoice('days', periods, 30)
  const range = computed((): DayRange => ({ from: addDays(today.value, 1 - days.value), to: today.value }))
  const ask = () => ({ range: range.value, timeZone: hotel.value.time_zone })
  type Asked = ReturnType<typeof ask>

  const daily = ({ range: { from, to } }: Asked) => tables.interaction_daily.where('day').between(rangeBefore({ from, to }).from, to, true, true)
  const { data: figures, loading, error } = useSummary(ask, {
    touches: (asked) => Promise.all([tables.coupons.toArray(), touch(tables.interaction_daily, daily(asked))]),
    read: async (asked) => dashboard({ coupons: await tables.coupons.toArray(), daily: await daily(asked).toArray() }, asked.range),
  })

  /** A second's part is written in more than one way, so the index is asked for whole seconds, and a little more. */
  function used({ range: { from, to }, timeZone }: Asked) {
    const second = (day: string) => new Date(startOfDay(day, timeZone)).toISOString().slice(0, 19)
    return tables.redemptions.where('used_at').between(second(from), second(addDays(to, 1)))
  }
  const { data: hours } = useSummary(ask, {
    touches: (asked) => touch(tables.redemptions, used(asked)),
    // The index alone says when something was used: no row is read.
    read: async (asked) => busyHours((await used(asked).keys()) as string[], asked),
  })

  return { days, figures, hours, loading: computed(() => loading.value && !figures.value), error }
}
