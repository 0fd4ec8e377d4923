import { computed } from 'vue'
import { useLive } from '../../../kit/sync/use-live.ts'
import { useReplicaRows } from '../../../kit/sync/use-replica-rows.ts'
import { useNow } from '../../app/use-now.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { couponLines } from './coupon-list.ts'

/** The hotel's coupons with their figures, live from the replica. */
export function useCoupons() {
  const { tables, status } = useWorkspace()
  const now = useNow()
  const { rows, phase, error } = useReplicaRows(() => status, () => tables.coupons.toArray())
  const { data: daily } = useLive(() => tables.interaction_daily.toArray())
  const lines = computed(() => couponLines(rows.value, daily.value ?? [], now.value))
  return { lines, phase, error }
}
