import { useOverlay } from '@nuxt/ui/composables'
import ConfirmDialog from './ConfirmDialog.vue'

/** Asks in a dialog; resolves with whether the user agreed. */
export function useConfirm() {
  const dialog = useOverlay().create(ConfirmDialog, { destroyOnClose: true })
  return async (question: { title: string; text: string; action: string; cancel: string }): Promise<boolean> => (await dialog.open(question).result) === true
}
