import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { asAppError, type AppError } from '../../../../core/domain/errors.ts'
import type { SharedReport } from '../../../kit/cloud/reports.ts'
import { useConnection } from '../../app/connection.ts'
import { useWorkspace } from '../../app/workspace.ts'
import type { Sharing } from '../../../kit/sync/report-shelf.ts'
import { useShelf } from './use-shelf.ts'

/** A report of this device, or one that another member shared. */
export interface PastReport {
  id: string
  from: string
  to: string
  /** Epoch milliseconds. */
  madeAt: number
  where: Sharing | 'other'
  /** Its PDF: at once from this device, else over the network. Rejects with an AppError. */
  bytes(): Promise<Uint8Array>
}

/** Every report that can be opened, the newest first: those of this device, and with network those of the others. */
export function usePastReports() {
  const { hotelId, status } = useWorkspace()
  const { reports } = useShelf()
  const { sharedReports, downloadReport } = useConnection()
  const shared = shallowRef<SharedReport[]>([])
  const failure = shallowRef<AppError | null>(null)
  let isOver = false
  onScopeDispose(() => (isOver = true))

  async function read(): Promise<void> {
    try {
      const found = await sharedReports(hotelId)
      if (isOver) return
      shared.value = found
      failure.value = null
    } catch (error) {
      failure.value = asAppError(error)
    }
  }

  // A shared report comes with a hint, and so with a sync.
  watch(() => status.value.lastSyncAt, read, { immediate: true })

  const past = computed<PastReport[]>(() => {
    const here = new Set(reports.value.map(({ id }) => id))
    const own = reports.value.map(({ id, from, to, madeAt, sharing, bytes }) => ({ id, from, to, madeAt, where: sharing, bytes: async () => bytes }))
    const others = shared.value
      .filter(({ id }) => !here.has(id))
      .map(({ id, from_day, to_day, path, created_at }) => ({ id, from: from_day, to: to_day, madeAt: Date.parse(created_at), where: 'other' as const, bytes: () => downloadReport(path) }))
    return [...own, ...others].sort((a, b) => b.madeAt - a.madeAt)
  })
  return { past, failure }
}
