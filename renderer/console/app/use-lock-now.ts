import { useOverlay } from '@nuxt/ui/composables'
import LockDialog from './LockDialog.vue'
import { useDeskLock } from './use-desk-lock.ts'

/** Locks this desk; before the first time it asks for a PIN. */
export function useLockNow() {
  const lock = useDeskLock()
  const dialog = useOverlay().create(LockDialog, { destroyOnClose: true })
  const setPin = async () => (await dialog.open().result) === true
  const lockNow = async () => {
    if (lock.hasPin || (await setPin())) lock.close()
  }
  return { lockNow, setPin }
}
