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

/** The application's menu: the system's own roles where there are some, and a shortcut for each page. */
export function menuTemplate(words: ShellWords, { mac, packaged }: Where, act: MenuActions): MenuItemConstructorOptions[] {
  const page = (label: string, route: string, number: number): MenuItemConstructorOptions => ({ id: `go${route}`, label, accelerator: `CmdOrCtrl+${number}`, click: () => act.open(route) })
  const settings: MenuItemConstructorOptions = { id: 'settings', label: words.settings, accelerator: 'CmdOrCtrl+,', click: () => act.open('/settings/desktop') }
  return [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    {
      label: words.file,
      submenu: [
        { id: 'print', label: words.print, accelerator: 'CmdOrCtrl+P', click: act.print },
        settings,
        { type: 'separator' },
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: words.go,
      submenu: [
        page(words.desk, '/desk', 1),
        page(words.coupons, '/coupons', 2),
        page(words.redemptions, '/redemptions', 3),
        page(words.reports, '/reports', 4),
        { type: 'separator' },
        { id: 'sync', label: words.sync, accelerator: 'CmdOrCtrl+Shift+S', click: act.sync },
      ],
    },
    packaged
      ? { role: 'viewMenu', submenu: [{ role: 'reload' }, { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }] }
      : { role: 'viewMenu' },
    { role: 'windowMenu' },
    {
      role: 'help',
      label: words.help,
      submenu: [
        { id: 'updates', label: words.updates, click: act.checkForUpdates },
        { id: 'log', label: words.log, click: act.showLog },
        ...(mac ? [] : [{ role: 'about' as const }]),
      ],
    },
  ]
}
