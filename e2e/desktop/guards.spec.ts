import { expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { Desk } from './launch.ts'

/** What keeps the console apart from the rest of the world: one start, looked at from all sides. */
test.describe.configure({ mode: 'serial' })
let desk: Desk
let app: ElectronApplication
let page: Page

test.beforeAll(async () => {
  desk = await Desk.open()
  ;({ app, page } = await desk.launch())
})
test.afterAll(() => desk.close())

test('the console starts in a hardened window', async () => {
  expect(page.url()).toMatch(/^app:\/\/console\/index\.html#\//)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const { sandbox, contextIsolation, nodeIntegration, nodeIntegrationInWorker, webSecurity, webviewTag, spellcheck, preload } = (
      webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    ).getLastWebPreferences()
    return { sandbox, contextIsolation, node: [nodeIntegration, nodeIntegrationInWorker], webSecurity, webviewTag, spellcheck, preload: typeof preload }
  })
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, node: [false, false], webSecurity: true, webviewTag: false, spellcheck: false, preload: 'string' })
})

test('the page has the bridge and nothing else of the shell', async () => {
  const seen = await page.evaluate(() => {
    'use strict'
    const world = window as unknown as Record<string, unknown>
    const change = (attempt: () => unknown) => {
      try {
        attempt()
        return 'changed'
      } catch (error) {
        return (error as Error).name
      }
    }
    return {
      namespaces: Object.keys(window.desktop!).toSorted(),
      leaked: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter((name) => name in world),
      frozen: [Object.isFrozen(window.desktop), Object.isFrozen(window.desktop!.secrets)],
      changed: [change(() => (world.desktop = 1)), change(() => ((window.desktop!.secrets as unknown as Record<string, unknown>).get = 1)), change(() => delete world.desktop)],
    }
  })
  expect(seen).toEqual({
    namespaces: ['app', 'events', 'files', 'notices', 'secrets', 'server', 'settings', 'status', 'updates'],
    leaked: [],
    frozen: [true, true],
    changed: ['TypeError', 'TypeError', 'TypeError'],
  })
})

test('a call goes there and back; an event comes until its listener is taken off', async () => {
  expect(await page.evaluate(() => window.desktop!.app.info())).toMatchObject({ platform: process.platform, server: { supabaseUrl: 'http://127.0.0.1:9' } })
  await page.evaluate(() => {
    const world = window as unknown as { got: unknown[]; off: () => void }
    world.got = []
    world.off = window.desktop!.events.on((event) => world.got.push(event))
  })
  const got = () => page.evaluate(() => (window as unknown as { got: unknown[] }).got)
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
  await expect.poll(got).toEqual([{ kind: 'wake', reason: 'resume' }])
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('go/reports')!.click())
  await expect.poll(got).toHaveLength(2)
  expect((await got())[1]).toEqual({ kind: 'open', route: '/reports' })
  // Another listener tells when the event has come, so that the first was surely passed over.
  await page.evaluate(() => {
    const world = window as unknown as { off: () => void; unlocked: Promise<unknown> }
    world.off()
    world.unlocked = new Promise((resolve) => window.desktop!.events.on(resolve))
  })
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('unlock-screen'))
  expect(await page.evaluate(() => (window as unknown as { unlocked: Promise<unknown> }).unlocked)).toEqual({ kind: 'wake', reason: 'unlock' })
  expect(await got()).toHaveLength(2)
})

test('arguments that do not fit are refused', async () => {
  const refused = (call: string) => page.evaluate<string>(`${call}.then(() => 'taken', (error) => error.message)`)
  for (const call of [
    `desktop.secrets.get('server')`,
    `desktop.secrets.set('session', 5)`,
    `desktop.notices.show({ title: 'a', body: 'b', route: 'https://evil.example' })`,
    `desktop.files.save({ name: '../report.pdf', type: 'application/pdf', bytes: new Uint8Array(1) })`,
    `desktop.server.use({ kind: 'own', supabaseUrl: 'http://evil.example', publishableKey: 'x'.repeat(40) })`,
  ]) {
    expect(await refused(call), call).toContain('refused: arguments')
  }
})

test('the content security policy holds', async () => {
  const seen = await page.evaluate(async () => {
    const broken: string[] = []
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => broken.push(effectiveDirective))
    await new Promise((resolve) => setTimeout(resolve)) // what an evaluate does at once is exempt
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.body.append(script)
    const evaluated = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          resolve(new Function('return 1')())
        } catch (error) {
          resolve((error as Error).name)
        }
      }),
    )
    const fetched = await fetch('https://evil.example/').then(() => 'fetched', (error: Error) => error.name)
    const image = await new Promise((resolve) => {
      const picture = new Image()
      picture.addEventListener('load', () => resolve('loaded'))
      picture.addEventListener('error', () => resolve('refused'))
      picture.src = 'https://evil.example/pixel.png'
    })
    const { headers } = await fetch('index.html')
    return { inline: 'inlineRan' in window, evaluated, fetched, image, broken: [...new Set(broken)].toSorted(), nosniff: headers.get('x-content-type-options') }
  })
  expect(seen).toEqual({ inline: false, evaluated: 'EvalError', fetched: 'TypeError', image: 'refused', broken: ['connect-src', 'img-src', 'script-src', 'script-src-elem'], nosniff: 'nosniff' })
})

test('the scheme serves one folder and nothing else', async () => {
  const status = (path: string) => page.evaluate((asked) => fetch(asked).then((response) => response.status, () => 0), path)
  for (const path of ['/%2e%2e%2felectron/main.js', '/..%2f..%2fpackage.json', '/%5c..%5cpackage.json', '/%00index.html', '/assets/..%2f..%2f..%2fpackage.json', '/none.html']) expect(await status(path), path).toBe(404)
  expect(await status('index.html')).toBe(200)
})

test('permissions: the camera for codes, the rest is denied', async () => {
  const seen = await page.evaluate(async () => ({
    notifications: await Notification.requestPermission(),
    place: await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), ({ code }) => resolve(code))),
    clipboard: (await navigator.permissions.query({ name: 'clipboard-read' as PermissionName })).state,
    // Denied would be NotAllowedError; this machine has no camera to be granted.
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', (error: Error) => error.name),
  }))
  expect(seen).toMatchObject({ notifications: 'denied', place: 1, clipboard: 'denied' })
  expect(seen.camera).not.toBe('NotAllowedError')
})

test('no new window, whoever asks', async () => {
  expect(await page.evaluate(() => [window.open('https://evil.example/'), window.open('index.html', 'x', 'width=100')])).toEqual([null, null])
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'https://evil.example/', target: '_blank', textContent: 'out', id: 'out' })
    link.style.cssText = 'position:fixed;inset:0 auto auto 0;z-index:9999'
    document.body.append(link)
  })
  await page.click('#out')
  await page.evaluate(() => window.desktop!.app.info())
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(app.windows()).toHaveLength(1)
})

test('the window does not go anywhere else', async () => {
  const place = () => page.url().replace(/#.*/, '') // the page's own router may still be on its way
  const there = place()
  await app.evaluate(({ BrowserWindow }) => {
    const world = globalThis as unknown as { denied: string[] }
    world.denied = []
    BrowserWindow.getAllWindows()[0]!.webContents.on('will-navigate', (event) => {
      if (event.defaultPrevented) world.denied.push(new URL(event.url).pathname)
    })
  })
  const denied = () => app.evaluate(() => (globalThis as unknown as { denied: string[] }).denied)
  await page.evaluate(() => void (location.href = 'https://evil.example/location'))
  await expect.poll(denied).toEqual(['/location'])
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'https://evil.example/link' })
    document.body.append(link)
    link.click()
  })
  await expect.poll(denied).toEqual(['/location', '/link'])
  expect(place()).toBe(there)
})

test('a subframe has no bridge', async () => {
  await page.evaluate(() => {
    const frame = Object.assign(document.createElement('iframe'), { name: 'inner', src: URL.createObjectURL(new Blob(['<p>inner</p>'], { type: 'text/html' })) })
    document.body.append(frame)
  })
  await expect.poll(() => page.frame('inner')?.url() ?? '').toMatch(/^blob:/)
  expect(await page.frame('inner')!.evaluate(() => 'desktop' in window)).toBe(false)
})

test('a page of another origin in our own window is refused at every channel', async () => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.loadURL('data:text/html,<title>evil</title>').catch(() => {}))
  await page.waitForURL(/^data:/)
  const calls = ['app.info()', `secrets.get('session')`, `secrets.set('session', 'x')`, 'settings.read()', `settings.change({ channel: 'beta' })`, `server.use({ kind: 'demo' })`, 'updates.install()', `notices.show({ title: 'a', body: 'b', route: '/' })`]
  for (const call of calls) {
    expect(await page.evaluate<string>(`desktop.${call}.then(() => 'answered', (error) => error.message)`), call).toContain('refused: sender')
  }
})
