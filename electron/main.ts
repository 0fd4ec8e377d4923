import { app, dialog, ipcMain, Menu, nativeImage, net, Notification, powerMonitor, protocol, safeStorage, session, shell, Tray, type BrowserWindow } from 'electron'
import log from 'electron-log/main.js'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hostedServer } from './app-identity.ts'
import { routeInArguments, routeOf, scheme } from './deep-link.ts'
import { fileHandlers } from './handlers/files.ts'
import { noticeHandlers } from './handlers/notices.ts'
import { secretHandlers } from './handlers/secrets.ts'
import { serverHandlers } from './handlers/server.ts'
import { settingHandlers } from './handlers/settings.ts'
import { updateHandlers } from './handlers/updates.ts'
import { configureLog } from './log.ts'
import { menuTemplate } from './menu.ts'
import { recoverFromCrash } from './recovery.ts'
import { register } from './registrar.ts'
import { serveFolder } from './security/app-protocol.ts'
import { guardContents, guardPermissions } from './security/guards.ts'
import { serverOfEnvironment, Settings } from './settings.ts'
import { StatusTray, trayIcon } from './tray.ts'
import { startUpdates, type UpdateService } from './update/start-updates.ts'
import { openWindow, reveal, tell } from './window.ts'
import { wordsOf } from './words.ts'

/** The desktop shell. It shows the console and keeps it safe; what a coupon is, it does not know. */
const shellFolder = dirname(fileURLToPath(import.meta.url))
let window: BrowserWindow | null = null
/** Opens the window, once the app has started. */
let opens: (() => void) | null = null
let updates: UpdateService | null = null
/** The route that the next window begins at. */
let first = routeInArguments(process.argv) ?? '/'

configureLog(log)
const note = (message: string) => log.info(message)
process.on('uncaughtExceptionMonitor', (error) => log.error(error))
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
  app.on('quit', () => updates?.installOnQuit())
  void app.whenReady().then(start)
} else {
  app.quit()
}

async function start(): Promise<void> {
  const settings = new Settings(join(app.getPath('userData'), 'settings.json'))
  const words = () => wordsOf(settings.kept.language, app.getLocale())
  const server = () => serverOfEnvironment(process.env) ?? settings.kept.server
  const hosted = hostedServer(app.getAppPath())

  session.defaultSession.setSpellCheckerEnabled(false)
  guardPermissions(session.defaultSession)
  protocol.handle('app', serveFolder(join(shellFolder, '../console'), () => server()?.supabaseUrl ?? null))

  updates = await startUpdates({
    version: app.getVersion(),
    packaged: app.isPackaged,
    env: process.env,
    settings,
    newestFile: join(app.getPath('userData'), 'newest-version'),
    changed: (state) => window && tell(window, { kind: 'update', state }),
    log: note,
  })
  const service = updates
  const tray = new StatusTray({ make: makeTray, menuOf: (items) => Menu.buildFromTemplate(items), words, open: () => open(null), quit: () => app.quit() }, note)
  const showMenu = () => {
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate(words(), { mac: process.platform === 'darwin', packaged: app.isPackaged }, {
          open,
          sync: () => window && tell(window, { kind: 'wake', reason: 'menu' }),
          print: () => window?.webContents.print(),
          showLog: () => shell.showItemInFolder(log.transports.file.getFile().path),
          checkForUpdates: () => {
            open('/settings/desktop')
            void service.check()
          },
        }),
      ),
    )
    tray.show()
  }
  showMenu()

  register(
    ipcMain,
    {
      'app:info': () => ({ version: app.getVersion(), platform: process.platform, server: server(), hosted: hosted !== null }),
      ...fileHandlers(dialog, shell, app.getPath('temp'), () => window),
      ...secretHandlers(safeStorage, process.platform, app.getPath('userData')),
      ...noticeHandlers(Notification, open),
      'status:set': ({ text }) => {
        tray.show(text)
        return { kind: 'shown' }
      },
      ...settingHandlers(settings, app, process.platform, showMenu),
      ...serverHandlers({ settings, hosted, dialog, net, words, window: () => window, restart: () => setImmediate(() => window?.webContents.reload()) }),
      ...updateHandlers(() => service),
    },
    note,
  )
  powerMonitor.on('resume', () => window && tell(window, { kind: 'wake', reason: 'resume' }))
  powerMonitor.on('unlock-screen', () => window && tell(window, { kind: 'wake', reason: 'unlock' }))
  opens = () => openConsole(settings, words)
  opens()
}

function openConsole(settings: Settings, words: () => ReturnType<typeof wordsOf>): void {
  const opened = openWindow(shellFolder, first, settings, note)
  window = opened
  opened.on('closed', () => (window = null))
  first = '/'
  recoverFromCrash(opened.webContents, {
    now: () => performance.now(),
    recovered: () => tell(opened, { kind: 'recovered' }),
    giveUp: () => void askWhatNow(opened, words()),
    log: note,
  })
}

async function askWhatNow(broken: BrowserWindow, { brokeTitle, brokeText, again, quit }: ReturnType<typeof wordsOf>): Promise<void> {
  const { response } = await dialog.showMessageBox(broken, { type: 'error', message: brokeTitle, detail: brokeText, buttons: [again, quit], defaultId: 0, cancelId: 1 })
  if (response === 0) broken.webContents.reload()
  else app.quit()
}

function makeTray(): Tray {
  return new Tray(trayIcon((path) => nativeImage.createFromPath(path), join(shellFolder, 'icons'), process.platform))
}

/** Brings the console to the front, and to a route if one is asked for. On macOS a link may come before or after its window. */
function open(route: string | null): void {
  if (window) {
    reveal(window)
    if (route) tell(window, { kind: 'open', route })
    return
  }
  if (route) first = route
  opens?.()
}
