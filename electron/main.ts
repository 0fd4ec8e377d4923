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
import { readServer, settingsFile, type Server } from './server.ts'
import { openWindow, reveal, tell } from './window.ts'

/** The desktop shell. It shows the console and keeps it safe; what a coupon is, it does not know. */
const shellFolder = dirname(fileURLToPath(import.meta.url))
let window: BrowserWindow | null = null
let started = false
/** The route that the next window begins at. */
let first = routeInArguments(process.argv) ?? '/'
const note = (message: string) => log.info(message)

log.transports.file.maxSize = 1024 * 1024
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
app.enableSandbox()
app.setAsDefaultProtocolClient(scheme)

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, args) => open(routeInArguments(args)))
  app.on('open-url', (event, link) => {
    event.preventDefault()
    open(routeOf(link))
  })
  app.on('web-contents-created', (_event, contents) => guardContents(contents, note))
  app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit())
  app.on('activate', () => open(null))
  void app.whenReady().then(start)
} else {
  app.quit()
}

function start(): void {
  started = true
  const userData = app.getPath('userData')
  let settings: Server | null = null
  // Asked again as long as there are none, so that they can be written while the page waits for them.
  const server = () => (settings ??= readServer(process.env, userData))
  guardPermissions(session.defaultSession)
  protocol.handle('app', serveFolder(join(shellFolder, '../console'), () => server()?.supabaseUrl ?? null))
  register(
    ipcMain,
    {
      'app:info': () => ({ version: app.getVersion(), platform: process.platform, server: server(), settingsFile: settingsFile(userData) }),
      ...fileHandlers(dialog, () => window),
      ...secretHandlers(safeStorage, process.platform, userData),
      ...noticeHandlers(Notification, open),
    },
    note,
  )
  powerMonitor.on('resume', () => window && tell(window, { kind: 'wake', reason: 'resume' }))
  powerMonitor.on('unlock-screen', () => window && tell(window, { kind: 'wake', reason: 'unlock' }))
  show()
}

function show(): void {
  window = openWindow(shellFolder, first, note)
  window.on('closed', () => (window = null))
  first = '/'
}

/** Brings the console to the front, and to a route if one is asked for. On macOS a link may come before or after its window. */
function open(route: string | null): void {
  if (window) {
    reveal(window)
    if (route) tell(window, { kind: 'open', route })
    return
  }
  if (route) first = route
  if (started) show()
}
