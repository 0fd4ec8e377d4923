import { onScopeDispose, ref, watch } from 'vue'
import { useOwnAccount } from '../../../kit/session/own-account.ts'
import { keptPicture } from '../../../kit/sync/kept-picture.ts'

/** The address of one's own picture while the page is open; null without one, and where it was never had and cannot be now. */
export function useOwnPicture(path: () => string | null) {
  const account = useOwnAccount()
  const address = ref<string | null>(null)
  const forget = () => {
    if (address.value) URL.revokeObjectURL(address.value)
    address.value = null
  }

  watch(path, async (wanted) => {
    if (wanted === null) return forget()
    const picture = await keptPicture(wanted, () => account.picture(wanted)).catch(() => null)
    if (path() !== wanted) return
    forget()
    if (picture) address.value = URL.createObjectURL(picture)
  }, { immediate: true })
  onScopeDispose(forget)
  return address
}
