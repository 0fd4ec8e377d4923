import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { isRoute } from '../core/bridge/channels.ts'
import { menuTemplate } from './menu.ts'
import { wordsOf } from './words.ts'

type Item = MenuItemConstructorOptions

const withinAll = (items: Item[]): Item[] => items.flatMap((item) => [item, ...withinAll((item.submenu ?? []) as Item[])])

function menu({ mac = false, packaged = true, language = 'en' as 'en' | 'es' } = {}) {
  const opened: string[] = []
  const act = { open: (route: string) => void opened.push(route), sync: () => {}, print: () => {}, showLog: () => {}, checkForUpdates: () => {} }
  const items = menuTemplate(wordsOf(language, 'en'), { mac, packaged }, act)
  return { items, all: withinAll(items), opened }
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

const everyMenu = [true, false].flatMap((mac) => [true, false].flatMap((packaged) => (['en', 'es'] as const).map((language) => ({ mac, packaged, language }))))

test.each(everyMenu)('every item says in its language what it does: %o', (where) => {
  const words = Object.values(wordsOf(where.language, 'en'))
  const said = menu(where).all.filter(({ type }) => type !== 'separator')
  expect(said.length).toBeGreaterThan(25)
  // A role without a submenu of ours would bring Electron's own, in English.
  expect(said.filter(({ role, submenu }) => role?.endsWith('Menu') && !submenu)).toEqual([])
  expect(said.filter(({ label }) => label !== 'Hotel Coupons' && !words.includes(label ?? ''))).toEqual([])
})

test('no English is left in the Spanish words', () => {
  const [en, es] = [wordsOf('en', 'en'), wordsOf('es', 'es')]
  expect(Object.keys(en).filter((name) => en[name as keyof typeof en] === es[name as keyof typeof en])).toEqual([])
})

test('Spanish by choice or by the system', () => {
  expect(wordsOf('es', 'en-GB').quit).toBe('Salir')
  expect(wordsOf(null, 'es-MX').quit).toBe('Salir')
  expect(wordsOf('en', 'es-MX').quit).toBe('Quit')
  expect(wordsOf(null, 'fr').quit).toBe('Quit')
})
