import { resolve } from 'node:path'
import { expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { Desk } from '../desktop/launch.ts'

/**
 * Facts about Electron that the host must honour. They hold on real Electron, and are run there wherever its binary is installed:
 * a difference is to be mended in the host.
 */
test.describe.configure({ mode: 'serial' })
let desk: Desk
let app: ElectronApplication
let page: Page

test.beforeAll(async () => {
  desk = await Desk.open()
  ;({ app, page } = await desk.launch({ app: resolve(import.meta.dirname, 'facts') }))
})
test.afterAll(() => desk.close())

/** Evaluates an expression over `facts`, what the preload exposed. */
const ask = (expression: string) => page.evaluate<unknown>(expression)
const heard = () => app.evaluate(() => (globalThis as unknown as { heard: [string, unknown][] }).heard)

test('a sandboxed preload has no Node', async () => {
  expect(await ask(`[facts.requires('node:fs'), facts.requires('electron'), typeof process, typeof require]`)).toEqual(['module not found: node:fs', 'object', 'undefined', 'undefined'])
})

test('what is exposed is a frozen copy', async () => {
  const attempts = [`facts = 1`, `facts.echo = 1`, `facts.nested.list[1].deep = 1`, `delete window.facts`, `facts.more = 1`]
  const tried = attempts.map((attempt) => `(() => { 'use strict'; try { ${attempt}; return 'done' } catch (error) { return error.name } })()`)
  expect(await ask(`[${tried.join()}]`)).toEqual(attempts.map(() => 'TypeError'))
  expect(await ask(`[facts.bytes instanceof Uint8Array, facts.bytes[2], Object.getPrototypeOf(facts) === Object.prototype]`)).toEqual([true, 3, true])
})

test('functions are proxied both ways and keep their identity; errors keep their message alone', async () => {
  expect(await ask(`(() => { const got = []; const f = (...args) => { got.push(args); return 'back' }; return [facts.call(f), got[0][0], got[0][1].callback === f] })()`)).toEqual(['back', 1, true])
  expect(await ask(`(() => { try { facts.fail() } catch (error) { return [error.constructor === Error, error.message] } })()`)).toEqual([true, 'bad'])
})

test('values cross by structured clone', async () => {
  expect(
    await ask(`(async () => {
      const sent = { u: undefined, nan: NaN, big: 12n, date: new Date(5), map: new Map([['k', new Set([1])]]), bytes: new Uint8Array([1, 2]) }
      const got = await facts.echo(sent)
      return ['u' in got, Number.isNaN(got.nan), got.big === 12n, +got.date === 5, got.map.get('k').has(1), got.bytes[1] === 2, got !== sent]
    })()`),
  ).toEqual(Array(7).fill(true))
  expect(await ask(`facts.echo(() => 1).catch((error) => error.message)`)).toBe('An object could not be cloned.')
})

test('a rejection keeps neither class nor code', async () => {
  expect(await ask(`facts.throw().catch((error) => [error.name, error.message, error.code])`)).toEqual(['Error', "Error invoking remote method 'throw': TypeError: bad", undefined])
  expect(await ask(`facts.unknown().catch((error) => error.message)`)).toContain('No handler registered')
})

test('events arrive in order until the listener is taken off', async () => {
  await ask(`(() => { window.got = []; window.off = facts.on((value) => got.push(value)) })()`)
  const tell = (from: number, to: number) =>
    app.evaluate(({ BrowserWindow }, [first, last]) => {
      for (let value = first; value < last; value++) BrowserWindow.getAllWindows()[0]!.webContents.send('told', value)
    }, [from, to] as const)
  await tell(0, 20)
  await expect.poll(() => ask('got.length')).toBe(20)
  expect(await ask('got')).toEqual([...Array(20).keys()])
  await ask('off()')
  await tell(20, 21)
  await ask(`facts.echo(0)`)
  expect(await ask('got.length')).toBe(20)
})

test('a custom scheme has no cookies and no service worker; bodies arrive', async () => {
  expect(
    await ask(`(async () => {
      document.cookie = 'a=1'
      const worker = await navigator.serviceWorker.register('/sw.js').catch((error) => error.name)
      return [document.cookie, isSecureContext, worker, await (await fetch('/post', { method: 'POST', body: 'bödy' })).text()]
    })()`),
  ).toEqual(['', true, 'TypeError', 'POST bödy'])
})

test('a denied window.open gives null at once, a denied link opens nothing', async () => {
  expect(await ask(`window.open('https://elsewhere.example/') === null`)).toBe(true)
  await ask(`(() => { const link = document.createElement('a'); link.href = '/linked'; link.target = '_blank'; link.id = 'blank'; link.textContent = 'x'; document.body.append(link) })()`)
  await page.click('#blank')
  await expect.poll(async () => (await heard()).filter(([name]) => name === 'open')).toEqual([['open', 'https://elsewhere.example/'], ['open', 'app://main/linked']])
  expect(app.windows().length).toBe(1)
})

test('guards hear of what the page begins, not of what main or a story does', async () => {
  await app.evaluate(() => void ((globalThis as unknown as { heard: unknown[] }).heard.length = 0))
  await ask(`void (location.hash = 'h')`)
  await page.waitForURL('**#h')
  await ask(`void (location.href = '/moved')`)
  await page.waitForURL('app://main/after')
  await page.goto('app://main/typed')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.loadURL('app://main/loaded'))
  expect(await heard()).toEqual([
    ['did-navigate-in-page', 'app://main/start#h'],
    ['will-navigate', 'app://main/moved'],
    ['will-redirect', 'app://main/after'],
    ['did-navigate', 'app://main/after'],
    ['did-navigate', 'app://main/typed'],
    ['did-navigate', 'app://main/loaded'],
  ])
})

test('a call knows its frame, until that has gone', async () => {
  await page.goto('app://main/frames')
  await expect.poll(() => page.frames().length).toBe(2)
  const frame = page.frames()[1]!
  await frame.waitForFunction('!!window.facts')
  expect(await frame.evaluate('facts.frame()')).toEqual(['app://main/frame', 'app://main', false])
  expect(await ask('facts.frame()')).toEqual(['app://main/frames', 'app://main', true])
  await ask('facts.lateFrame()')
  await page.goto('app://main/elsewhere')
  await app.evaluate(({ ipcMain }) => void ipcMain.emit('go on'))
  await expect.poll(async () => (await heard()).find(([name]) => name === 'late frame')).toEqual(['late frame', true])
})

test('the window has the size that was asked for; closing can be prevented; a failed load and a crash are told', async () => {
  expect(await ask('[innerWidth, innerHeight]')).toEqual([640, 480])
  const open = await app.evaluate(({ app, BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]!
    window.once('close', (event: { preventDefault(): void }) => event.preventDefault())
    app.quit()
    return BrowserWindow.getAllWindows().length
  })
  expect(open).toBe(1)
  const refused = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.loadURL('http://127.0.0.1:55498/').catch((error: { code: string; errno: number }) => [error.code, error.errno]),
  )
  expect(refused).toEqual(['ERR_CONNECTION_REFUSED', -102])
  const reason = await app.evaluate(
    ({ BrowserWindow }) =>
      new Promise((resolve) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!
        webContents.once('render-process-gone', (_event, { reason }) => resolve(reason))
        webContents.forcefullyCrashRenderer()
      }),
  )
  expect(['crashed', 'killed']).toContain(reason)
})
