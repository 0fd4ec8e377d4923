// A little app that does what facts.spec.ts asks about.
const { app, BrowserWindow, ipcMain, protocol } = require('electron')
const path = require('node:path')

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
globalThis.heard = []

app.whenReady().then(() => {
  protocol.handle('app', async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/moved') return new Response(null, { status: 302, headers: { location: 'app://main/after' } })
    if (pathname === '/post') return new Response(`${request.method} ${await request.text()}`)
    const frames = pathname === '/frames' ? '<iframe src="/frame"></iframe>' : ''
    return new Response(`<title>${pathname}</title><body>${pathname}${frames}</body>`, { headers: { 'content-type': 'text/html' } })
  })
  ipcMain.handle('echo', (_event, value) => value)
  ipcMain.handle('throw', () => {
    throw Object.assign(new TypeError('bad'), { code: 'E_BAD' })
  })
  ipcMain.handle('frame', ({ senderFrame }) => [senderFrame.url, senderFrame.origin, senderFrame.parent === null])
  ipcMain.handle('late frame', async (event) => {
    await new Promise((resolve) => ipcMain.once('go on', resolve))
    globalThis.heard.push(['late frame', event.senderFrame === null])
  })
  globalThis.window = new BrowserWindow({ width: 640, height: 480, webPreferences: { preload: path.join(__dirname, 'preload.cjs'), nodeIntegrationInSubFrames: true } })
  const { webContents } = globalThis.window
  for (const name of ['will-navigate', 'will-redirect', 'did-navigate', 'did-navigate-in-page']) {
    webContents.on(name, (event, url) => globalThis.heard.push([name, typeof url === 'string' ? url : event.url]))
  }
  webContents.setWindowOpenHandler(({ url }) => {
    globalThis.heard.push(['open', url])
    return { action: 'deny' }
  })
  void globalThis.window.loadURL('app://main/start')
})
app.on('window-all-closed', () => app.quit())
