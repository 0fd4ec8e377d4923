import { refDebounced } from '@vueuse/core'
import { computed, type Ref } from 'vue'
import { useLive } from '../../../kit/sync/use-live.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { findByWords, type Found, isName, isSearch } from './desk-search.ts'

/** What fits on the page below the box; who looks for more writes more. */
const most = 8
/** Who stands at a desk redeemed lately: so many days back are read at a time, and further back only where that was not enough. */
const reaches = [30, 120, 480, Infinity]
/** “Nothing found” waits for a pause in typing: a code may begin with letters. */
const pauseMs = 700

/** The redemptions that fit the words in the desk's box, the newest first, and whether to say what was found. Rows are read only once somebody looks for words. */
export function useDeskSearch(text: Ref<string>) {
  const { tables, engine } = useWorkspace()
  const asked = computed(() => isSearch(text.value))
  const { data } = useLive(() => (asked.value ? find(text.value) : undefined))

  async function find(words: string): Promise<{ words: string; found: Found[] }> {
    const now = engine.now()
    const coupons = await tables.coupons.toArray()
    const found: Found[] = []
    let until = '\uffff'
    for (const days of reaches) {
      const from = days === Infinity ? '' : new Date(now - days * 86_400_000).toISOString()
      // Read forwards, which IndexedDB does at once; backwards it would go from row to row.
      const rows = await tables.redemptions.where('redeemed_at').between(from, until, true, false).toArray()
      found.push(...findByWords(words, rows.reverse(), coupons, most - found.length))
      if (found.length === most) break
      until = from
    }
    return { words, found }
  }

  const found = computed(() => (asked.value && data.value ? data.value.found : []))
  const settled = refDebounced(text, pauseMs)
  const isMissed = computed(() => isName(text.value) && settled.value === text.value && data.value?.words === text.value)
  const isAnswered = computed(() => asked.value && (found.value.length > 0 || isMissed.value))
  /** For Enter, which may come before the rows are there. */
  const search = async () => {
    if (!isSearch(text.value)) return []
    const known = data.value?.words === text.value ? data.value : await find(text.value)
    return known.found
  }
  /** There may be more, further back. */
  const isCut = computed(() => found.value.length === most)
  return { found, isAnswered, isCut, search }
}
