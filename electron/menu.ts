import type { MenuItemConstructorOptions } from 'electron'
import type { ShellWords } from './words.ts'

/** What the menu can do besides its roles. */
export interface MenuActions {
  open(route: string): void
  sync(): void
  print(): void
  showLog(): void
  checkForUpdates(): void
}

interface Where {
  mac: boolean
  /** A packaged app offers no developer tools. */
  packaged: boolean
}

type NamedRole = Extract<keyof ShellWords, NonNullable<MenuItemConstructorOptions['role']>>

/** The system's own commands, each with a label: what Electron calls them by itself is English in every language. */
const listed = (words: ShellWords, items: (NamedRole | MenuItemConstructorOptions)[]): MenuItemConstructorOptions[] =>
  items.map((item) => (typeof item === 'string' ? { role: item, label: words[item] } : item))

/** The application's menu: the system's own roles where there are some, and a shortcut for each page. */
export function menuTemplate(words: ShellWords, { mac, packaged }: Where, act: MenuActions): MenuItemConstructorOptions[] {
  const page = (label: string, route: string, number: number): MenuItemConstructorOptions => ({ id: `go${route}`, label, accelerator: `CmdOrCtrl+${number}`, click: () => act.open(route) })
  const settings: MenuItemConstructorOptions = { id: 'settings', label: words.settings, accelerator: 'CmdOrCtrl+,', click: () => act.open('/settings/desktop') }
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  return [
    ...(mac ? [{ role: 'appMenu' as const, label: 'Hotel Coupons', submenu: listed(words, ['about', separator, 'services', separator, 'hide', 'hideOthers', 'unhide', separator, 'quit']) }] : []),
    {
      label: words.file,
      submenu: [
        { id: 'print', label: words.print, accelerator: 'CmdOrCtrl+P', click: act.print },
        settings,
        separator,
        ...listed(words, [mac ? 'close' : 'quit']),
      ],
    },
    { role: 'editMenu', label: words.edit, submenu: listed(words, ['undo', 'redo', separator, 'cut', 'copy', 'paste', ...(mac ? ['pasteAndMatchStyle' as const] : []), 'delete', 'selectAll']) },
    {
      label: words.go,
      submenu: [
        page(words.desk, '/desk', 1),
        page(words.coupons, '/coupons', 2),
        page(words.redemptions, '/redemptions', 3),
        page(words.reports, '/reports', 4),
        separator,
        { id: 'sync', label: words.sync, accelerator: 'CmdOrCtrl+Shift+S', click: act.sync },
      ],
    },
    {
      role: 'viewMenu',
      label: words.view,
      submenu: listed(words, ['reload', ...(packaged ? [] : ['forceReload' as const, 'toggleDevTools' as const]), separator, 'resetZoom', 'zoomIn', 'zoomOut', separator, 'togglefullscreen']),
    },
    { role: 'windowMenu', label: words.window, submenu: listed(words, mac ? ['minimize', 'zoom', separator, 'front'] : ['minimize', 'close']) },
    {
      role: 'help',
      label: words.help,
      submenu: [
        { id: 'updates', label: words.updates, click: act.checkForUpdates },
        { id: 'log', label: words.log, click: act.showLog },
        ...listed(words, mac ? [] : ['about']),
      ],
    },
  ]
}
