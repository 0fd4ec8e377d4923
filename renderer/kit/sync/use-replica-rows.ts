import { computed, type ComputedRef, type Ref } from 'vue'
import { AppError } from '../../../core/domain/errors.ts'
import type { SyncStatus } from '../../../core/sync/sync-status.ts'
import { useLive } from './use-live.ts'

/** Rows of the replica as a list shows them. */
export interface ReplicaRows<R> {
  rows: ComputedRef<R[]>
  phase: ComputedRef<'loading' | 'ready' | 'failed'>
  error: ComputedRef<AppError | null>
}

/**
 * Live rows of the replica. An empty replica is no empty list before the first complete pull: until then it is loading, or
 * failed when that pull could not be made.
 */
export function useReplicaRows<R>(status: () => Readonly<Ref<SyncStatus>> | undefined, query: () => PromiseLike<R[]> | undefined): ReplicaRows<R> {
  const live = useLive(query)
  const rows = computed(() => live.data.value ?? [])
  const unsynced = computed(() => rows.value.length === 0 && (status()?.value.lastSyncAt ?? null) === null)
  const error = computed(() => {
    const code = status()?.value.error
    return live.error.value ?? (unsynced.value && code ? new AppError(code) : null)
  })
  const phase = computed(() => {
    if (error.value) return 'failed'
    return live.loading.value || unsynced.value ? 'loading' : 'ready'
  })
  return { rows, phase, error }
}
