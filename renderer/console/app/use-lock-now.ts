import { useOverlay } from '@nuxt/ui/composables'
import LockDialog from './LockDialog.vue'
import { useDeskLock } from './use-desk-lock.ts'

/** Locks this desk; before the first time it asks for a PIN. */
export function useLockNow() {
  const lock = useDeskLock()
  const overlay = useOverlay()
  const setPin = async () => (await overlay.create(LockDialog, { destroyOnClose: true }).open().result) === true
  const lockNow = async () => {
    if (lock.hasPin || (await setPin())) lock.close()
  }
  return { lockNow, setPin }
}
