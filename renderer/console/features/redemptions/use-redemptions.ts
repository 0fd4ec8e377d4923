import { computed } from 'vue'
import { useLive } from '../../../kit/sync/use-live.ts'
import { useReplicaRows } from '../../../kit/sync/use-replica-rows.ts'
import { useNow } from '../../app/use-now.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { redemptionLines } from './redemption-list.ts'

/** No use is taken that is older than this when it arrives. */
const recentMs = 31 * 86_400_000

/** The hotel's redemptions, the newest first, live from the replica. */
export function useRedemptions() {
  const { tables, status } = useWorkspace()
  const now = useNow()
  // Read forwards, which IndexedDB does at once; backwards it would go from row to row.
  const newestFirst = async () => (await tables.redemptions.orderBy('redeemed_at').toArray()).reverse()
  const { rows, phase, error } = useReplicaRows(() => status, newestFirst)
  const { data: names } = useLive(async () => {
    const [coupons, members] = await Promise.all([tables.coupons.toArray(), tables.hotel_members.toArray()])
    return { coupons, members }
  })
  // What may still be undone arrived within a day; it may have happened offline long before.
  const { data: uses } = useLive(() => tables.uses.where('happened_at').above(new Date(Date.now() - recentMs).toISOString()).toArray())
  const useOf = computed(() => new Map((uses.value ?? []).filter(({ status }) => status === 'counted').map((use) => [use.redemption_id, use])))
  const lines = computed(() => redemptionLines(rows.value, { coupons: [], members: [], ...names.value, now: now.value }))
  return { lines, useOf, phase, error }
}
