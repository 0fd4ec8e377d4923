import { useToast } from '@nuxt/ui/composables'
import { onScopeDispose } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { AppError } from '../../../core/domain/errors.ts'
import { useErrorWords } from '../../kit/i18n/use-error-words.ts'

/** Says why a page did not come: there is no network, or a newer console has taken its files' place. */
export function useMissingPages(): void {
  const { t } = useI18n()
  const toast = useToast()
  const words = useErrorWords()
  const off = useRouter().onError((cause: unknown) => {
    const error = new AppError(navigator.onLine ? 'upgrade-required' : 'offline', { cause })
    toast.add({ title: t('nav.missing'), description: words(error), color: 'error', icon: 'i-lucide-octagon-alert' })
  })
  onScopeDispose(off)
}
