import { BrowserWindow } from 'electron'
import { join } from 'node:path'
import { eventChannel } from '../core/bridge/channels.ts'
import type { ShellEvent } from '../core/bridge/bridge.ts'
import { pageOrigin } from './registrar.ts'

/** Opens the console's one window: sandboxed, isolated, without Node. */
export function openWindow(shellFolder: string): BrowserWindow {
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
  void window.loadURL(`${pageOrigin}/index.html`)
  return window
}

/** Brings the window to the front and tells its page. */
export function tell(window: BrowserWindow | null, event: ShellEvent): void {
  if (!window || window.isDestroyed()) return
  if (event.kind === 'open') {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  window.webContents.send(eventChannel, event)
}
