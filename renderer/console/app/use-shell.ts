import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { desktop } from '../../kit/desktop.ts'
import { useLanguage } from '../../kit/i18n/create-i18n.ts'
import { syncFace, syncText } from './sync-face.ts'
import type { Workspace } from './workspace.ts'

const tones = { success: 'good', warning: 'warning', error: 'bad', neutral: 'busy' } as const

/** Tells the shell's tray how the sync stands, and its menu the language. A browser has no shell. */
export function useShell({ status }: Workspace): void {
  const bridge = desktop()
  if (!bridge) return
  const { t } = useI18n()
  const { current } = useLanguage()
  const face = () => ({ tone: tones[syncFace(status.value).color], text: syncText(status.value, t).slice(0, 80) })
  watch(() => JSON.stringify(face()), () => void bridge.status.set(face()), { immediate: true })
  // Menu and tray speak the page's language.
  watch(current, (language) => void bridge.settings.change({ language }), { immediate: true })
}
