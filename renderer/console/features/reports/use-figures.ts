import { computed, type Ref } from 'vue'
import type { DayRange } from '../../../../core/report/days.ts'
import { collectFigures } from '../../../../core/report/figures.ts'
import { useLive } from '../../../kit/sync/use-live.ts'
import { useWorkspace } from '../../app/workspace.ts'

/** The figures of a range, live from the replica alone. */
export function useFigures(range: Ref<DayRange>) {
  const { tables, hotel } = useWorkspace()
  const { data, loading, error } = useLive(async () => {
    const { from, to } = range.value
    const [coupons, members, redemptions, daily] = await Promise.all([
      tables.coupons.toArray(),
      tables.hotel_members.toArray(),
      tables.redemptions.toArray(),
      tables.interaction_daily.where('day').between(from, to, true, true).toArray(),
    ])
    return { coupons, members, redemptions, daily }
  })
  const figures = computed(() => (data.value ? collectFigures({ hotel: hotel.value, ...data.value }, range.value) : null))
  return { figures, loading, error }
}
