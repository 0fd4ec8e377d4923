import { useEventListener, watchDebounced } from '@vueuse/core'
import { onScopeDispose, type Ref, watch } from 'vue'
import { onBeforeRouteLeave, useRoute, useRouter } from 'vue-router'
import { type FindQuery, fromAddress, toAddress } from './find-query.ts'

/** How many results the page showed when this entry of the history was left; the browser keeps it over a reload. */
export function restoredCount(): number {
  const shown: unknown = (history.state as { shown?: unknown } | null)?.shown
  return typeof shown === 'number' ? shown : 0
}

/** Keeps a search and the address the same, and how much of the list was shown with the entry of the history. */
export function useFindAddress(query: Ref<FindQuery>, shown: Readonly<Ref<number>>): void {
  const route = useRoute()
  const router = useRouter()
  const same = (a: FindQuery, b: FindQuery) => router.resolve({ query: toAddress(a) }).href === router.resolve({ query: toAddress(b) }).href

  // A late replacement of the address would cancel the way to a coupon that was tapped meanwhile, so leaving writes it at once.
  let leaving = false
  onScopeDispose(router.afterEach(() => void (leaving = false)))
  onBeforeRouteLeave(() => {
    leaving = true
    const { href } = router.resolve({ name: 'find', query: toAddress(query.value) })
    history.replaceState({ ...history.state, current: href, shown: shown.value }, '', href)
  })
  useEventListener(window, 'pagehide', () => {
    if (route.name === 'find') history.replaceState({ ...history.state, shown: shown.value }, '')
  })

  watchDebounced(query, async (now) => !leaving && route.name === 'find' && (await router.replace({ query: toAddress(now) })), { debounce: 300 })
  watch(() => route.query, (address) => {
    if (route.name === 'find' && !same(fromAddress(address), query.value)) query.value = fromAddress(address)
  })
}
