import { useOverlay } from '@nuxt/ui/composables'
import ConfirmDialog from './ConfirmDialog.vue'

/** Asks in a dialog; resolves with whether the user agreed. */
export function useConfirm() {
  const overlay = useOverlay()
  // One of its own for each question: what was closed is gone, and cannot be opened again.
  return async (question: { title: string; text: string; action: string; cancel: string }): Promise<boolean> => (await overlay.create(ConfirmDialog, { destroyOnClose: true }).open(question).result) === true
}
