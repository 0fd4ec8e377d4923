import { computed, type Ref } from 'vue'
import type { DayRange } from '../../../../core/report/days.ts'
import { collectFigures } from '../../../../core/report/figures.ts'
import { useLive } from '../../../kit/sync/use-live.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { readReportRows } from './report-rows.ts'

/** The figures of a range and of the chosen coupons (null: all), live from the replica alone. */
export function useFigures(range: Ref<DayRange>, chosen: Ref<ReadonlySet<string> | null>) {
  const { tables, hotel } = useWorkspace()
  const { data, loading, error } = useLive(() => readReportRows(tables, range.value))
  const figures = computed(() => (data.value ? collectFigures({ hotel: hotel.value, ...data.value }, range.value, chosen.value) : null))
  const coupons = computed(() => data.value?.coupons ?? [])
  return { figures, coupons, loading, error }
}
