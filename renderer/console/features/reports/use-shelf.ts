import { computed, inject, onScopeDispose, provide, ref, watch, type InjectionKey } from 'vue'
import { AppError, asAppError } from '../../../../core/domain/errors.ts'
import { isListed } from '../../../kit/cloud/reports.ts'
import { useSession } from '../../../kit/session/use-session.ts'
import { useLive } from '../../../kit/sync/use-live.ts'
import { useConnection } from '../../app/connection.ts'
import type { Workspace } from '../../app/workspace.ts'
import { openShelf } from '../../../kit/sync/report-shelf.ts'
import { shareWaiting } from './share-reports.ts'

type ShelfInUse = ReturnType<typeof provideShelf>

const shelfKey: InjectionKey<ShelfInUse> = Symbol('report shelf')

/** Opens the hotel's report shelf for the pages below, and shares what waits on it whenever there is network. */
export function provideShelf({ hotelId, status }: Workspace) {
  const { cloud, uploadReport } = useConnection()
  const shelf = openShelf(useSession().user?.id ?? '', hotelId)
  const { data, error } = useLive(() => shelf.reports.orderBy('madeAt').reverse().toArray())
  const refusal = ref<AppError | null>(null)
  const waiting = computed(() => data.value?.filter(({ sharing }) => sharing === 'waiting').length ?? 0)

  async function list(report: { id: string; hotel_id: string; from_day: string; to_day: string; path: string; bytes: number }) {
    try {
      await cloud.call('save_report', { command_id: report.id, report })
    } catch (error) {
      if (!isListed(error)) throw error
    }
  }

  const shareNow = () =>
    navigator.locks.request(`share-reports:${hotelId}`, () =>
      shareWaiting(shelf, hotelId, { upload: uploadReport, list }, (error) => (refusal.value = asAppError(error))))

  // Every sync that went through says that there is network.
  watch([waiting, () => status.value.lastSyncAt], () => {
    if (waiting.value > 0) void shareNow()
  }, { immediate: true })
  onScopeDispose(() => shelf.close())
  const inUse = { shelf, reports: computed(() => data.value ?? []), error, refusal }
  provide(shelfKey, inUse)
  return inUse
}

/** The report shelf of the chosen hotel. */
export function useShelf(): ShelfInUse {
  const shelf = inject(shelfKey, null)
  if (!shelf) throw new AppError('unexpected', { detail: 'no report shelf provided' })
  return shelf
}
