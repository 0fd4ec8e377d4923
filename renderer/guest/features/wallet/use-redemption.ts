import { computed, ref, watch } from 'vue'
import { useGuestSync } from '../../../kit/sync/use-guest-sync.ts'
import { useReplicaRows } from '../../../kit/sync/use-replica-rows.ts'

/**
 * One redemption, live. A code that was just redeemed may reach this page before its row does, so that a missing one
 * counts as loading while a pull runs. `usedHere` turns true when it was used while the guest was looking.
 */
export function useRedemption(id: () => string) {
  const sync = useGuestSync()
  const list = useReplicaRows(() => sync.value?.status, () => {
    const wanted = id()
    return sync.value?.tables.redemptions.where('id').equals(wanted).toArray()
  })
  const redemption = computed(() => list.rows.value[0] ?? null)
  const usedHere = ref(false)
  watch(() => redemption.value?.status, (now, before) => {
    if (before === 'redeemed' && now === 'used') usedHere.value = true
  })

  const phase = computed(() => {
    if (redemption.value || list.phase.value !== 'ready') return list.phase.value
    return sync.value?.status.value.phase === 'idle' ? 'ready' : 'loading'
  })
  return { redemption, phase, error: list.error, usedHere }
}
