import { computed, type Ref } from 'vue'
import { useLive } from '../../../kit/sync/use-live.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { findByWords, isSearch } from './desk-search.ts'

/** What fits on the page below the box; who looks for more writes more. */
const most = 8

/** The redemptions that fit the words in the desk's box, the newest first. Rows are read only once somebody looks for words. */
export function useDeskSearch(text: Ref<string>) {
  const { tables } = useWorkspace()
  const asked = computed(() => isSearch(text.value))
  const { data } = useLive(() => (asked.value ? read() : undefined))

  async function read() {
    const [redemptions, coupons] = await Promise.all([tables.redemptions.orderBy('redeemed_at').reverse().toArray(), tables.coupons.toArray()])
    return { redemptions, coupons }
  }

  const found = computed(() => (asked.value && data.value ? findByWords(text.value, data.value.redemptions, data.value.coupons, most) : []))
  /** For Enter, which may come before the rows are there. */
  const search = async () => {
    const { redemptions, coupons } = data.value ?? (await read())
    return isSearch(text.value) ? findByWords(text.value, redemptions, coupons, most) : []
  }
  return { asked, found, search }
}
