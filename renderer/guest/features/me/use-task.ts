import { useToast } from '@nuxt/ui/composables/useToast'
import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useErrorWords } from '../../../kit/i18n/use-error-words.ts'

/** Does one thing at a time and says how it went: `done` when it worked, else why not. */
export function useTask() {
  const { t } = useI18n()
  const toast = useToast()
  const words = useErrorWords()
  const busy = ref(false)

  async function run(work: () => Promise<unknown>, done: string | null = null): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      await work()
      if (done !== null) toast.add({ title: done, icon: 'i-lucide-circle-check', color: 'success' })
      return true
    } catch (error) {
      toast.add({ title: t('kit.state.failed'), description: words(error), icon: 'i-lucide-circle-alert', color: 'error' })
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, run }
}
