import { useToast } from '@nuxt/ui/composables'
import { useI18n } from 'vue-i18n'
import { useErrorWords } from '../../kit/i18n/use-error-words.ts'

/** How something went, said in a toast. */
export function useSays() {
  const { t } = useI18n()
  const toast = useToast()
  const words = useErrorWords()
  const good = (title: string, description = '') => void toast.add({ title, description, color: 'success', icon: 'i-lucide-circle-check' })
  const waits = (title: string, description = '') => void toast.add({ title, description, color: 'warning', icon: 'i-lucide-cloud-upload' })
  const bad = (title: string, description = '') => void toast.add({ title, description, color: 'error', icon: 'i-lucide-octagon-alert' })
  const failed = (error: unknown) => bad(t('said.failed'), words(error))
  return { good, waits, bad, failed }
}
