import type { Collection, Table } from 'dexie'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { type AppError, asAppError } from '../../../core/domain/errors.ts'
import { fromStorageFailure } from './storage-failure.ts'
import { useLive, type Live } from './use-live.ts'

/** What is asked about many rows. */
interface Summary<A, R> {
  /** A small query that runs again when one of the rows that matter changes: `touch` for many, the rows themselves where they are few. */
  touches(asked: A): PromiseLike<unknown>
  /** Reads them and says what they come to. It may stop where the signal says that nobody waits any more. */
  read(asked: A, signal: AbortSignal): Promise<R>
}

/** Touches all rows of an index's range by the key of the first. The table's own first key stands for what is deleted, which Dexie tells by id alone. */
export const touch = <T>(table: Table<T, string>, rows: Collection<T, string>): Promise<unknown> =>
  Promise.all([rows.limit(1).primaryKeys(), table.limit(1).primaryKeys()])

/**
 * What tens of thousands of rows of the replica come to, live. A live query notes and keeps each row that it read, which costs more
 * than reading them; so the query only watches, and the reading is done beside it, one at a time. Until it is done the last answer stands.
 */
export function useSummary<A, R>(ask: () => A, { touches, read }: Summary<A, R>): Live<R> {
  const data = shallowRef<R>()
  const loading = ref(true)
  const failure = shallowRef<AppError | null>(null)
  const touched = useLive(async () => {
    const asked = ask()
    await touches(asked)
    return { asked }
  })
  let running = new AbortController()
  onScopeDispose(() => running.abort())

  watch([touched.data, touched.error], async ([found]) => {
    running.abort()
    failure.value = touched.error.value
    if (!found || failure.value) return
    const { signal } = (running = new AbortController())
    loading.value = true
    try {
      const answer = await read(found.asked, signal)
      if (!signal.aborted) data.value = answer
    } catch (error) {
      if (!signal.aborted) failure.value = asAppError(fromStorageFailure(error))
    }
    if (!signal.aborted) loading.value = false
  }, { immediate: true })
  return { data, loading, error: failure }
}
