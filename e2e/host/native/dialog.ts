import { complain } from '../host.ts'
import { strict } from '../strict.ts'

/** A dialog that no story answers would hang Electron; here it rejects and says which one it was. */
const unanswered = (name: string) => () => Promise.reject(new Error(`[electron-host] dialog.${name} was shown and no story answered it`))

/** Electron's dialogs. A story puts its own answer in their place, on real Electron just the same. */
export const dialog = strict('dialog', {
  showSaveDialog: unanswered('showSaveDialog'),
  showOpenDialog: unanswered('showOpenDialog'),
  showMessageBox: unanswered('showMessageBox'),
  showErrorBox: (title: string, text: string) => complain(`showErrorBox ${title}: ${text}`),
})
