import { BrowserWindow } from 'electron'
import { join } from 'node:path'
import { eventChannel } from '../core/bridge/channels.ts'
import type { ShellEvent } from '../core/bridge/bridge.ts'
import { pageOrigin } from './registrar.ts'

/** Opens the console's one window at a route: sandboxed, isolated, without Node. */
export function openWindow(shellFolder: string, route: string, log: (message: string) => void): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 840,
    minWidth: 380,
    minHeight: 560,
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
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  // It rejects, too, when the window closes before it has loaded.
  window.loadURL(`${pageOrigin}/index.html#${route}`).catch((error: Error) => log(`not loaded: ${error.message}`))
  return window
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
