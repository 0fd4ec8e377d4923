import { computed, onScopeDispose, ref, type Ref, shallowRef, watch } from 'vue'
import type { CouponCard } from '../../../../core/domain/rows.ts'
import type { Catalogue } from '../../../kit/catalogue/catalogue.ts'
import { type FindQuery, toFilters } from './find-query.ts'

const pageSize = 20
// Shorter feels jumpy while typing on a phone, longer feels slow.
const typingPauseMs = 250

/**
 * The results of a search as the guest types and filters. Only the newest question counts: an older one is aborted, and
 * its answer, should it still come, is dropped. Results stay on the page until the next ones are there.
 */
export function useSearch(catalogue: Catalogue, query: Ref<FindQuery>) {
  const items = shallowRef<CouponCard[]>([])
  const cursor = ref<string | null>(null)
  const phase = ref<'loading' | 'more' | 'ready' | 'failed'>('loading')
  const error = shallowRef<unknown>(null)
  let running = new AbortController()
  let pause: ReturnType<typeof setTimeout> | undefined

  async function load(from: string | null): Promise<void> {
    running.abort()
    const own = (running = new AbortController())
    phase.value = from === null ? 'loading' : 'more'
    try {
      const page = await catalogue.search({ query: query.value.text.trim(), filters: toFilters(query.value), cursor: from, maxRows: pageSize }, own.signal)
      if (own.signal.aborted) return
      items.value = from === null ? page.items : [...items.value, ...page.items]
      cursor.value = page.cursor
      phase.value = 'ready'
    } catch (failure) {
      if (own.signal.aborted) return
      error.value = failure
      phase.value = 'failed'
    }
  }

  function stop(): void {
    clearTimeout(pause)
    running.abort()
  }

  watch(query, (now, before) => {
    stop()
    phase.value = 'loading'
    pause = setTimeout(() => void load(null), now.text === before.text ? 0 : typingPauseMs)
  })
  onScopeDispose(stop)
  void load(null)

  return {
    items,
    phase,
    error,
    hasMore: computed(() => cursor.value !== null),
    reload: () => load(null),
    /** Loads the next page, once at a time. */
    more: async (): Promise<void> => {
      if (cursor.value !== null && (phase.value === 'ready' || phase.value === 'failed')) await load(cursor.value)
    },
  }
}
