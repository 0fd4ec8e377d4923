import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** Whether a code fills the screen. It stands in the address, so that the phone's way back closes it. */
export function useFullView() {
  const route = useRoute()
  const router = useRouter()
  const isFull = computed(() => route.query.full !== undefined)

  const show = () => router.push({ query: { ...route.query, full: '' } })

  async function hide(): Promise<void> {
    if (!isFull.value) return
    const { full: _, ...rest } = route.query
    // Opened by its address, there is nothing of ours behind it.
    if (router.resolve({ query: rest }).fullPath === history.state?.back) router.back()
    else await router.replace({ query: rest })
  }

  return { isFull, show, hide }
}
