import { computed, onScopeDispose, ref, type Ref, shallowRef, watch } from 'vue'
import { asAppError } from '../../../../core/domain/errors.ts'
import type { CouponCard } from '../../../../core/domain/rows.ts'
import type { SearchCounts } from '../../../../core/sync/cloud-functions.ts'
import type { Catalogue } from '../../../kit/catalogue/catalogue.ts'
import { findKept, isOpen } from './find-kept.ts'
import { type FindQuery, toFilters } from './find-query.ts'
import { pageSize, type Place, readPiece, start } from './search-pages.ts'

// The database gives no larger page.
const largestPage = 100
// Shorter feels jumpy while typing on a phone, longer feels slow.
const typingPauseMs = 250

/**
 * The results of a search as the guest types and filters. Only the newest question counts: an older one is aborted, and
 * its answer, should it still come, is dropped. Results stay on the page until the next ones are there. `restored`: so many
 * were on the page when it was left. Without network a search finds what was seen before on this device.
 */
export function useSearch(catalogue: Catalogue, query: Ref<FindQuery>, restored = 0) {
  const now = shallowRef<CouponCard[]>([])
  const rest = shallowRef<CouponCard[]>([])
  const place = shallowRef<Place | null>(start)
  const corrected = ref<string | null>(null)
  const counts = shallowRef<SearchCounts | null>(null)
  const phase = ref<'loading' | 'more' | 'ready' | 'failed'>('loading')
  const error = shallowRef<unknown>(null)
  /** Whether the counts are those of what is shown, not of the search before. */
  const isCounted = ref(false)
  /** Whether what is shown is what was seen before, since there is no network. */
  const isKept = ref(false)
  let running = new AbortController()
  let counting = new AbortController()
  let pause: ReturnType<typeof setTimeout> | undefined

  async function load(from: Place, wanted: number): Promise<void> {
    running.abort()
    const own = (running = new AbortController())
    const begins = from === start
    if (begins) isCounted.value = false
    phase.value = begins ? 'loading' : 'more'
    try {
      const piece = await readPiece(catalogue, query.value, from, Math.min(wanted, largestPage), own.signal)
      if (own.signal.aborted) return
      now.value = begins ? piece.now : [...now.value, ...piece.now]
      rest.value = begins ? piece.rest : [...rest.value, ...piece.rest]
      corrected.value = begins ? piece.corrected : (corrected.value ?? piece.corrected)
      place.value = piece.place
      isKept.value = false
      phase.value = 'ready'
      const missing = wanted - piece.now.length - piece.rest.length
      if (missing >= pageSize && piece.place) return await load(piece.place, missing)
      if (begins) void count()
    } catch (failure) {
      if (own.signal.aborted) return
      error.value = failure
      phase.value = 'failed'
      if (begins && asAppError(failure).code === 'offline') showKept()
    }
  }

  function showKept(): void {
    const at = Date.now()
    const found = findKept(catalogue.kept(), query.value, at)
    now.value = found.filter((card) => isOpen(card, at))
    rest.value = found.filter((card) => !isOpen(card, at))
    corrected.value = null
    counts.value = null
    isKept.value = true
  }

  /** The numbers come after the results, and may stay away. The next page, which may be asked for at once, does not end them. */
  async function count(): Promise<void> {
    counting.abort()
    const { signal } = (counting = new AbortController())
    const { sort: _, ...filters } = toFilters(query.value)
    const found = await catalogue.counts({ query: query.value.text.trim(), filters }, signal).catch(() => null)
    if (!found || signal.aborted) return
    counts.value = found
    isCounted.value = true
  }

  function stop(): void {
    clearTimeout(pause)
    running.abort()
    counting.abort()
  }

  watch(query, (asked, before) => {
    stop()
    phase.value = 'loading'
    pause = setTimeout(() => void load(start, pageSize), asked.text === before.text ? 0 : typingPauseMs)
  })
  onScopeDispose(stop)
  void load(start, Math.max(pageSize, restored))

  return {
    now,
    rest,
    shown: computed(() => now.value.length + rest.value.length),
    corrected,
    counts,
    isCounted,
    isKept,
    phase,
    error,
    hasMore: computed(() => place.value !== null),
    reload: () => load(start, pageSize),
    /** Loads the next page, once at a time. */
    more: async (): Promise<void> => {
      if (place.value && (phase.value === 'ready' || phase.value === 'failed')) await load(place.value, pageSize)
    },
  }
}
