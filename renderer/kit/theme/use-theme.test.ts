// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useTheme } from './use-theme.ts'

const key = 'hotel-coupons-theme'
const shown = () => document.documentElement.classList.value

it('shows the system’s theme until one is chosen, which is kept', () => {
  const { mode, theme } = useTheme()
  expect([mode.value, theme.value, shown()]).toEqual(['auto', 'light', 'light'])
  mode.value = 'dark'
  expect([theme.value, shown(), localStorage.getItem(key)]).toEqual(['dark', 'dark', 'dark'])
})

it('follows a choice that was made in another window', () => {
  const { mode } = useTheme()
  localStorage.setItem(key, 'light')
  window.dispatchEvent(new StorageEvent('storage', { key }))
  expect([mode.value, shown()]).toEqual(['light', 'light'])
})

it('takes a value that it does not know for none', () => {
  const { mode } = useTheme()
  localStorage.setItem(key, 'sepia')
  window.dispatchEvent(new StorageEvent('storage', { key }))
  expect(mode.value).toBe('auto')
})
