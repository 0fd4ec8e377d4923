import { useLocalStorage } from '@vueuse/core'
import { ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/**
 * A choice that stands in the page's address, so that a link to the page leads to the same; who comes back by the page's name alone
 * finds what he chose last on this machine. `values` are all there are; what else the address says is not heard.
 */
export function useQueryChoice<T extends string | number>(key: string, values: readonly T[], initial: T): Ref<T> {
  const route = useRoute()
  const router = useRouter()
  const page = route.name
  const kept = useLocalStorage<string>(`choice:${String(page)}:${key}`, String(initial))
  const known = (asked: unknown) => values.find((value) => String(value) === asked)
  const choice = ref(known(route.query[key]) ?? known(kept.value) ?? initial) as Ref<T>

  watch(() => route.query[key], (asked) => {
    // On its way to another page the address is that one's.
    if (route.name === page) choice.value = known(asked) ?? choice.value
  })
  watch([choice, () => route.query[key]], ([value, asked]) => {
    kept.value = String(value)
    if (route.name === page && asked !== String(value)) void router.replace({ query: { ...route.query, [key]: value } })
  }, { immediate: true })
  return choice
}
