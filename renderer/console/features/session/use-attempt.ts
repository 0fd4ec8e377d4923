import { ref } from 'vue'
import { useErrorWords } from '../../../kit/i18n/use-error-words.ts'

/** Runs what a form asks for: `busy` meanwhile, and why it failed in words. */
export function useAttempt() {
  const words = useErrorWords()
  const busy = ref(false)
  const failure = ref('')

  async function attempt(action: () => Promise<void>): Promise<void> {
    busy.value = true
    failure.value = ''
    try {
      await action()
    } catch (error) {
      failure.value = words(error)
    } finally {
      busy.value = false
    }
  }

  return { busy, failure, attempt }
}
