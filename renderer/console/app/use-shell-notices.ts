import { useToast } from '@nuxt/ui/composables'
import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { heard } from './heard.ts'

/** Shows what the shell said: that the page broke down, and stays until it is read; that an update is ready. */
export function useShellNotices(): void {
  const { t } = useI18n()
  const toast = useToast()
  watch(
    heard,
    (event) => {
      if (event?.kind === 'recovered') toast.add({ title: t('desktop.recovered'), description: t('desktop.recoveredText'), color: 'warning', icon: 'i-lucide-life-buoy', duration: 0 })
      if (event?.kind === 'update' && event.state.kind === 'ready') {
        toast.add({ title: t('desktop.ready', { version: event.state.version }), description: t('desktop.readyText'), color: 'info', icon: 'i-lucide-gift' })
      }
    },
    { immediate: true },
  )
}
