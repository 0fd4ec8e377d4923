/** Light, dark, or as the system says. */
export const modes = ['light', 'dark', 'auto'] as const
export type Mode = (typeof modes)[number]
export type Theme = Exclude<Mode, 'auto'>

const key = 'hotel-coupons-theme'
const dark = matchMedia('(prefers-color-scheme: dark)')

/** What was chosen on this device. */
export function keptMode(): Mode {
  try {
    const kept = localStorage.getItem(key)
    return modes.find((mode) => mode === kept) ?? 'auto'
  } catch {
    return 'auto' // private mode
  }
}

/** Keeps a choice on this device. */
export function keepMode(mode: Mode): void {
  try {
    localStorage.setItem(key, mode)
  } catch {
    return // private mode: it holds until the page is closed
  }
}

/** The system's own theme. */
export const systemTheme = (): Theme => (dark.matches ? 'dark' : 'light')

/** Tells when the system's theme has changed, or the choice in another window. */
export function onOtherTheme(told: () => void): void {
  dark.addEventListener('change', told)
  window.addEventListener('storage', (event) => event.key === key && told())
}

/** Shows the page in a theme. */
export function showTheme(theme: Theme): void {
  const { classList } = document.documentElement
  classList.toggle('dark', theme === 'dark')
  classList.toggle('light', theme === 'light')
}
