import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { ipcMain } from './ipc-main.ts'
import { dialog } from './native/dialog.ts'
import { Menu, MenuItem } from './native/menu.ts'
import { nativeImage } from './native/native-image.ts'
import { Notification } from './native/notification.ts'
import { safeStorage } from './native/safe-storage.ts'
import { autoUpdater, nativeTheme, powerMonitor, screen, shell } from './native/system.ts'
import { Tray } from './native/tray.ts'
import { ClientRequest, fetchFor } from './net.ts'
import { protocol, session } from './session.ts'
import { missing, strict } from './strict.ts'
import { webContents } from './web-contents.ts'

const net = strict('net', {
  fetch: (input: string | Request, init?: RequestInit) => fetchFor(session.defaultSession, input, init),
  request: (options: ConstructorParameters<typeof ClientRequest>[0]) => new ClientRequest(options),
  isOnline: () => true,
})

const absent = ['BaseWindow', 'WebContentsView', 'View', 'MessageChannelMain', 'clipboard', 'contentTracing', 'crashReporter', 'desktopCapturer', 'globalShortcut', 'inAppPurchase', 'netLog', 'powerSaveBlocker', 'pushNotifications', 'systemPreferences', 'utilityProcess', 'webFrameMain', 'webUtils', 'ImageView', 'ShareMenu', 'TouchBar']

/** The module `electron` as main sees it. */
export const electron: Record<string, unknown> = {
  app,
  autoUpdater,
  BrowserWindow,
  dialog,
  ipcMain: strict('ipcMain', ipcMain),
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  webContents,
  ...Object.fromEntries(absent.map((name) => [name, missing(name)])),
}
