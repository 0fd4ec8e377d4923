import { useLocalStorage } from '@vueuse/core'
import { useI18n } from 'vue-i18n'

/** The alphabet of a desk's first name: nothing that is misread. */
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

function threeLetters(): string {
  const random = crypto.getRandomValues(new Uint8Array(3))
  return Array.from(random, (value) => letters.charAt(value % letters.length)).join('')
}

const key = 'device-name'

/** What this machine is called so far; null before its first desk was opened. */
export const keptDevice = (): string | null => localStorage.getItem(key)

/** What this machine is called wherever a use is listed. Kept on the machine, for whoever signs in. */
export function useDevice() {
  const { t } = useI18n()
  const name = useLocalStorage(key, () => t('desk.firstName', { letters: threeLetters() }))
  return { name }
}
