import { spawn } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { appFolder, Desk, nobody } from './launch.ts'
import { runtime } from './runtime.ts'

let desk: Desk
test.beforeEach(async () => void (desk = await Desk.open()))
test.afterEach(() => desk.close())

/** Puts the story's answer in place of a native save dialog. */
const answerSaving = (app: ElectronApplication, filePath: string) =>
  app.evaluate(({ dialog }, path) => void (dialog.showSaveDialog = (async () => ({ canceled: path === '', filePath: path })) as typeof dialog.showSaveDialog), filePath)

const save = (page: Page) => page.evaluate(() => window.desktop!.files.save({ name: 'report.pdf', type: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.4') }))

test('files, notices and a broken page', async () => {
  const { app, page } = await desk.launch()

  await test.step('a file is saved where the user says, and nowhere when he thinks better of it', async () => {
    const file = join(desk.profile, 'report.pdf')
    await answerSaving(app, file)
    expect(await save(page)).toEqual({ kind: 'saved', path: file })
    expect(await readFile(file, 'utf8')).toBe('%PDF-1.4')
    await answerSaving(app, '')
    expect(await save(page)).toEqual({ kind: 'cancelled' })
    await answerSaving(app, join(desk.profile, 'no/such/folder.pdf'))
    expect(await save(page)).toEqual({ kind: 'failed', code: 'ENOENT' })
  })

  await test.step('a clicked notice brings the window to the front, on its page', async () => {
    await app.evaluate(({ Notification }) => {
      const world = globalThis as unknown as { shown: unknown[] }
      world.shown = []
      Notification.prototype.show = function show() {
        world.shown.push(this)
      }
    })
    const notice = { title: 'Orla redeemed a coupon', body: 'Afternoon tea', route: '/redemptions' }
    expect(await page.evaluate((shown) => window.desktop!.notices.show(shown), notice)).toEqual({ kind: 'shown' })
    const shown = await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]!.minimize()
      const [first] = (globalThis as unknown as { shown: { title: string; body: string; emit(name: string): void }[] }).shown
      first!.emit('click')
      return [first!.title, first!.body, BrowserWindow.getAllWindows()[0]!.isMinimized()]
    })
    expect(shown).toEqual([notice.title, notice.body, false])
    await expect(page).toHaveURL(/#\/redemptions$/)
  })

  await test.step('the menu prints the page that is shown', async () => {
    const printed = await app.evaluate(async ({ BrowserWindow, Menu }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      let asked = 0
      webContents.print = () => void (asked += 1) // the system's own dialog would wait for a person
      Menu.getApplicationMenu()!.getMenuItemById('print')!.click()
      const paper = await webContents.printToPDF({})
      return [asked, paper.subarray(0, 5).toString(), paper.includes('/Type /Page')]
    })
    expect(printed).toEqual([1, '%PDF-', true])
  })

  await test.step('a page that breaks down is loaded again and says so', async () => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer())
    // A story's page is gone with what broke down, so what is shown now is asked of the window.
    const shown = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript('document.body.innerText').catch(String))
    await expect.poll(shown).toContain('The console had to be loaded again')
    expect(await shown()).toContain('Sign in')
  })
})

test('a second start hands over its link and goes; a first one opens at its link', async () => {
  const { page } = await desk.launch({ args: ['hotel-coupons://open/coupons'] })
  await expect(page).toHaveURL(/#\/coupons$/)
  const { executablePath, env } = await runtime()
  const second = (link: string) =>
    new Promise((done) => {
      const args = ['--no-sandbox', appFolder, `--user-data-dir=${desk.profile}`, link]
      spawn(executablePath, args, { stdio: 'ignore', env: { ...process.env, ...env, ...nobody } }).on('exit', done)
    })
  expect(await second('hotel-coupons://open/reports')).toBe(0)
  await expect(page).toHaveURL(/#\/reports$/)
  expect(await second('hotel-coupons://elsewhere/redemptions')).toBe(0)
  expect(await page.evaluate(() => window.desktop!.app.info())).toBeTruthy()
  await expect(page).toHaveURL(/#\/reports$/)
})

const keep = (page: Page) => page.evaluate(() => window.desktop!.secrets.set('session', 'a-token-to-keep'))
const kept = (page: Page) => page.evaluate(() => window.desktop!.secrets.get('session'))

test('a secret, the window’s place and the settings are there at the next start; closing quits', async () => {
  const first = await desk.launch()
  test.skip((await keep(first.page)).kind === 'refused', 'this machine has no key store that could be trusted')
  await first.page.evaluate(() => window.desktop!.settings.change({ channel: 'beta', language: 'es' }))
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setBounds({ x: 80, y: 60, width: 900, height: 700 }))
  const ended = new Promise((done) => first.app.process().once('exit', done))
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close()).catch(() => {}) // the app may be gone before it can answer
  expect(await ended).toBe(0)
  const secret = await readFile(join(desk.profile, 'secrets/session.bin'))
  expect(secret.includes('a-token-to-keep')).toBe(false)

  const { app, page } = await desk.launch()
  expect(await kept(page)).toEqual({ kind: 'found', value: 'a-token-to-keep' })
  expect(await page.evaluate(() => window.desktop!.settings.read())).toMatchObject({ channel: 'beta', language: 'es' })
  const { version } = await page.evaluate(() => window.desktop!.app.info())
  expect(await readFile(join(desk.profile, 'newest-version'), 'utf8')).toBe(`${version}\n`) // the floor of updates
  const seen = await app.evaluate(({ BrowserWindow, Menu }) => ({ ...BrowserWindow.getAllWindows()[0]!.getNormalBounds(), sync: Menu.getApplicationMenu()!.getMenuItemById('sync')!.label }))
  expect(seen).toEqual({ x: 80, y: 60, width: 900, height: 700, sync: 'Sincronizar ahora' })
  await writeFile(join(desk.profile, 'secrets/session.bin'), 'garbage')
  expect(await kept(page)).toEqual({ kind: 'absent' })
  await page.evaluate(() => window.desktop!.secrets.remove('session'))
  expect(await readdir(join(desk.profile, 'secrets'))).toEqual([])
})

test('where a secret would be kept in plain text it is refused', async () => {
  test.skip((await runtime()).kind === 'electron' && process.platform !== 'linux', 'only Linux falls back to plain text')
  const { page } = await desk.launch({ args: ['--password-store=basic'], env: { ...nobody, ELECTRON_HOST_SAFE_STORAGE: 'basic_text' } })
  expect([await keep(page), await kept(page)]).toEqual([{ kind: 'refused' }, { kind: 'refused' }])
  expect(await readdir(join(desk.profile, 'secrets')).catch(() => [])).toEqual([])
})
