import { useLocalStorage } from '@vueuse/core'
import { useI18n } from 'vue-i18n'

/** The alphabet of a desk's first name: nothing that is misread. */
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

function threeLetters(): string {
  const random = crypto.getRandomValues(new Uint8Array(3))
  return Array.from(random, (value) => letters.charAt(value % letters.length)).join('')
}

/** What this machine is called wherever a use is listed. Kept on the machine, for whoever signs in. */
export function useDevice() {
  const { t } = useI18n()
  const name = useLocalStorage('device-name', () => t('desk.firstName', { letters: threeLetters() }))
  return { name }
}
