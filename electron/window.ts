import { BrowserWindow, screen } from 'electron'
import { join } from 'node:path'
import { eventChannel } from '../core/bridge/channels.ts'
import type { ShellEvent } from '../core/bridge/bridge.ts'
import { pageOrigin } from './registrar.ts'
import type { Settings } from './settings.ts'
import { placeOf, smallest } from './window-place.ts'

/** Opens the console's one window at a route: sandboxed, isolated, without Node, where it was last time. */
export function openWindow(shellFolder: string, route: string, settings: Settings, log: (message: string) => void): BrowserWindow {
  const { window: kept } = settings.kept
  const window = new BrowserWindow({
    ...placeOf(kept, screen.getAllDisplays().map(({ workArea }) => workArea)),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Hotel Coupons',
    webPreferences: {
      preload: join(shellFolder, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      // Spell checking would fetch dictionaries from another company's server, and mark every code as misspelt.
      spellcheck: false,
    },
  })
  if (kept?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => settings.change({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } }))
  load(window, route, log)
  return window
}

/** Shows the console at a route, from its beginning. */
export function load(window: BrowserWindow, route: string, log: (message: string) => void): void {
  // It rejects, too, when the window closes before it has loaded.
  window.loadURL(`${pageOrigin}/index.html#${route}`).catch((error: Error) => log(`not loaded: ${error.message}`))
}

/** Brings the window to the front. */
export function reveal(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** Tells the window's page, which listens once it has loaded. */
export function tell(window: BrowserWindow, event: ShellEvent): void {
  const { webContents } = window
  const send = () => webContents.send(eventChannel, event)
  if (webContents.isLoading()) webContents.once('did-finish-load', send)
  else send()
}
