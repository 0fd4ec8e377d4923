import { useLocalStorage } from '@vueuse/core'

/** The alphabet of a desk's first name: nothing that is misread. */
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

function firstName(): string {
  const random = crypto.getRandomValues(new Uint8Array(3))
  return `Desk ${Array.from(random, (value) => letters.charAt(value % letters.length)).join('')}`
}

/** What this machine is called wherever a use is listed. Kept on the machine, for whoever signs in. */
export function useDevice() {
  const name = useLocalStorage('device-name', firstName)
  return { name }
}
