import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { isRoute } from '../core/bridge/channels.ts'
import { menuTemplate } from './menu.ts'
import { wordsOf } from './words.ts'

function menu({ mac = false, packaged = true } = {}) {
  const opened: string[] = []
  const act = { open: (route: string) => void opened.push(route), sync: () => {}, print: () => {}, showLog: () => {}, checkForUpdates: () => {} }
  const items = menuTemplate(wordsOf('en', 'en'), { mac, packaged }, act)
  const all = items.flatMap((item) => [item, ...((item.submenu ?? []) as MenuItemConstructorOptions[])])
  return { items, all, opened }
}

test.each([true, false])('no shortcut stands for two things (mac: %s)', (mac) => {
  const shortcuts = menu({ mac }).all.flatMap(({ accelerator }) => accelerator ?? [])
  expect(new Set(shortcuts).size).toBe(shortcuts.length)
})

test('every page opens by its route', () => {
  const { all, opened } = menu()
  for (const item of all) if (item.id?.startsWith('go')) (item.click as () => void)()
  expect(opened).toEqual(['/desk', '/coupons', '/redemptions', '/reports'])
  expect(opened.every(isRoute)).toBe(true)
})

test('editing has its own roles, since without them macOS knows no copy and paste', () => {
  expect(menu({ mac: true }).items.map(({ role }) => role)).toEqual(expect.arrayContaining(['appMenu', 'editMenu', 'windowMenu']))
})

test('a packaged app has no developer tools', () => {
  expect(JSON.stringify(menu().items)).not.toMatch(/devtools/i)
  const view = menu().items.find(({ role }) => role === 'viewMenu')
  expect(view?.submenu).toBeDefined() // the role's own submenu would bring them
})

test('Spanish by choice or by the system', () => {
  expect(wordsOf('es', 'en-GB').quit).toBe('Salir')
  expect(wordsOf(null, 'es-MX').quit).toBe('Salir')
  expect(wordsOf('en', 'es-MX').quit).toBe('Quit')
  expect(wordsOf(null, 'fr').quit).toBe('Quit')
})
