import { liveQuery, type Subscription } from 'dexie'
import { onScopeDispose, ReactiveEffect, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { type AppError, asAppError } from '../../../core/domain/errors.ts'
import { fromStorageFailure } from './storage-failure.ts'

/** A live query: what it found last, whether it has found anything yet, and why it failed. */
export interface Live<R> {
  data: ShallowRef<R | undefined>
  loading: Ref<boolean>
  error: ShallowRef<AppError | null>
}

/**
 * A query on the replica that runs again when the rows it read change, or what it read reactively before its first `await`.
 * As long as it gives undefined instead of a promise (nobody signed in yet), it counts as loading.
 */
export function useLive<R>(query: () => PromiseLike<R> | undefined): Live<R> {
  const data = shallowRef<R>()
  const loading = ref(true)
  const error = shallowRef<AppError | null>(null)
  let subscription: Subscription | null = null
  let isStale = false
  let isOver = false

  const asked = new ReactiveEffect(() => ({ answer: query() }))
  asked.scheduler = () => {
    if (isStale) return
    isStale = true
    queueMicrotask(start)
  }

  function start(): void {
    isStale = false
    subscription?.unsubscribe()
    if (isOver) return
    subscription = liveQuery(ask).subscribe({
      next: (found) => {
        loading.value = found === null
        data.value = found?.value
        error.value = null
      },
      error: (failure: unknown) => {
        loading.value = false
        error.value = asAppError(fromStorageFailure(failure))
      },
    })
  }

  function ask(): Promise<{ value: R }> | null {
    const { answer } = asked.run()
    return answer === undefined ? null : (answer.then((value) => ({ value })) as Promise<{ value: R }>)
  }

  // The first run is later than this call; until then nothing reactive was read, so nothing can be missed.
  start()
  onScopeDispose(() => {
    isOver = true
    asked.stop()
    subscription?.unsubscribe()
  })
  return { data, loading, error }
}
