import { useEventListener } from '@vueuse/core'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'

/**
 * One thing read online by its key: `missing` where there is none. It is read again, without a flicker, when the page
 * comes back to the front, and after a failure when the network returns; a newer key aborts the older read.
 */
export function useRead<T>(key: () => string, read: (key: string, signal: AbortSignal) => Promise<T | null>) {
  const data = shallowRef<T | null>(null)
  const phase = ref<'loading' | 'ready' | 'missing' | 'failed'>('loading')
  const error = shallowRef<unknown>(null)
  let running = new AbortController()

  async function load(quietly: boolean): Promise<void> {
    running.abort()
    const own = (running = new AbortController())
    if (!quietly) phase.value = 'loading'
    try {
      const found = await read(key(), own.signal)
      // What is on the page stays there, too, when it was taken back meanwhile: the next step says why.
      if (own.signal.aborted || (quietly && found === null && data.value !== null)) return
      data.value = found
      phase.value = found === null ? 'missing' : 'ready'
    } catch (failure) {
      if (own.signal.aborted || (quietly && data.value !== null)) return
      error.value = failure
      phase.value = 'failed'
    }
  }

  watch(key, () => {
    data.value = null
    void load(false)
  }, { immediate: true })
  useEventListener(window, 'online', () => phase.value === 'failed' && load(false))
  useEventListener(document, 'visibilitychange', () => document.visibilityState === 'visible' && load(true))
  onScopeDispose(() => running.abort())
  return { data, phase, error, reload: () => load(false), refresh: () => load(true) }
}
