import { app, dialog, ipcMain, Notification, powerMonitor, protocol, safeStorage, session, type BrowserWindow } from 'electron'
import log from 'electron-log/main.js'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { routeInArguments, routeOf, scheme } from './deep-link.ts'
import { fileHandlers } from './handlers/files.ts'
import { noticeHandlers } from './handlers/notices.ts'
import { secretHandlers } from './handlers/secrets.ts'
import { register } from './registrar.ts'
import { serveFolder } from './security/app-protocol.ts'
import { guardContents, guardPermissions } from './security/guards.ts'
import { readServer } from './server.ts'
import { openWindow, tell } from './window.ts'

/** The desktop shell. It shows the console and keeps it safe; what a coupon is, it does not know. */
const shellFolder = dirname(fileURLToPath(import.meta.url))
let window: BrowserWindow | null = null
const note = (message: string) => log.info(message)
const open = (route: string) => tell(window, { kind: 'open', route })

log.transports.file.maxSize = 1024 * 1024
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
app.enableSandbox()
app.setAsDefaultProtocolClient(scheme)

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, args) => open(routeInArguments(args) ?? '/'))
  app.on('open-url', (event, link) => {
    event.preventDefault()
    const route = routeOf(link)
    if (route) open(route)
  })
  app.on('web-contents-created', (_event, contents) => guardContents(contents, note))
  app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit())
  app.on('activate', () => (window ??= show()))
  void app.whenReady().then(start)
} else {
  app.quit()
}

function start(): void {
  const userData = app.getPath('userData')
  const server = readServer(process.env, userData)
  guardPermissions(session.defaultSession)
  protocol.handle('app', serveFolder(join(shellFolder, '../console'), () => server?.supabaseUrl ?? null))
  register(
    ipcMain,
    {
      'app:info': () => ({ version: app.getVersion(), platform: process.platform, server }),
      ...fileHandlers(dialog, () => window),
      ...secretHandlers(safeStorage, process.platform, userData),
      ...noticeHandlers(Notification, open),
    },
    note,
  )
  powerMonitor.on('resume', () => tell(window, { kind: 'wake', reason: 'resume' }))
  powerMonitor.on('unlock-screen', () => tell(window, { kind: 'wake', reason: 'unlock' }))
  window = show()
}

function show(): BrowserWindow {
  const opened = openWindow(shellFolder)
  opened.on('closed', () => (window = null))
  const route = routeInArguments(process.argv)
  if (route) opened.webContents.once('did-finish-load', () => open(route))
  return opened
}
