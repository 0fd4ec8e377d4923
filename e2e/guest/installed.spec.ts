import { appendFileSync, copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { freePort } from '../../stack/process/ports.ts'
import { serveApp } from '../../stack/static.ts'
import { accounts } from '../fixtures/accounts.ts'
import type { Product } from '../fixtures/product.ts'
import { expect, test } from '../fixtures/test.ts'
import { signIn } from './steps.ts'

interface Picture {
  src: string
  sizes: string
  form_factor?: string
}

const top = resolve(import.meta.dirname, '../..')

/** A host of its own for the built companion, which can go away and serve another build. */
async function startHost({ stack }: Product) {
  const folder = mkdtempSync(join(tmpdir(), 'hotel-coupons-host-'))
  cpSync(join(top, 'dist/guest'), folder, { recursive: true })
  const port = await freePort()
  const serve = () => serveApp({ folder, port, what: 'companion', flag: '', config: () => ({ supabaseUrl: stack.url, publishableKey: stack.keys.publishableKey }) })
  let stop = await serve()
  return {
    folder,
    url: `http://127.0.0.1:${port}`,
    goAway: () => stop(),
    comeBack: async () => void (stop = await serve()),
    async end() {
      await stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Opens the companion and waits until its service worker serves it. */
async function install(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.reload()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

test('it can be installed, and opens again with the server off', async ({ open, product }) => {
  const host = await startHost(product)
  const page = await open('guest')
  await install(page, host.url)
  const cdp = await page.context().newCDPSession(page)
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors')
  // A story's browser window is a private one.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
  await test.step('its manifest names pictures that are there, in the size they have', async () => {
    const { errors, data } = await cdp.send('Page.getAppManifest')
    expect(errors).toEqual([])
    const { id, scope, icons, screenshots, shortcuts } = JSON.parse(data ?? '{}') as { id: string; scope: string; icons: Picture[]; screenshots: Picture[]; shortcuts: { url: string; icons: Picture[] }[] }
    expect([id, scope, shortcuts.map(({ url }) => url)]).toEqual(['/', '/', ['/wallet', '/notices']])
    expect(new Set(screenshots.map(({ form_factor }) => form_factor))).toEqual(new Set(['narrow', 'wide']))
    const pictures = [...icons, ...screenshots, ...shortcuts.flatMap((shortcut) => shortcut.icons)]
    expect(await page.evaluate((all) => Promise.all(all.map(async ({ src }) => {
      const { width, height } = await createImageBitmap(await (await fetch(src)).blob())
      return `${width}x${height}`
    })), pictures)).toEqual(pictures.map(({ sizes }) => sizes))
  })
  await signIn(page, accounts.alex, host.url)
  await page.goto(`${host.url}/wallet`)
  const ticket = page.getByRole('main').getByRole('listitem').first()
  await expect(ticket).toBeVisible()

  await test.step('nothing that needed a sign-in is in its caches', async () => {
    const kept = await page.evaluate(async () => {
      const lists = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))
      return lists.flat()
    })
    expect(kept.length).toBeGreaterThan(20)
    const ours = kept.filter((url) => url.startsWith(host.url) || new URL(url).pathname.startsWith('/storage/v1/object/public/coupon-images/'))
    expect(kept.filter((url) => !ours.includes(url))).toEqual([])
  })
  await test.step('server and network away', async () => {
    await host.goAway()
    await page.context().setOffline(true)
    await page.reload()
    await expect(ticket).toBeVisible()
    await page.goto(host.url)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.context().setOffline(false)
    await host.comeBack()
  })
  await host.end()
})

test('a new version asks before it takes over', async ({ open, product }) => {
  const host = await startHost(product)
  const page = await open('guest')
  await install(page, host.url)
  await page.evaluate(() => Object.assign(globalThis, { still: 'here' }))

  nextBuild(host.folder)
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
  const update = page.getByRole('button', { name: 'Update' })
  await expect(update).toBeVisible()
  expect(await page.evaluate(() => 'still' in globalThis), 'the page that was open').toBe(true)
  await expect(page.locator('meta[name=build]')).toHaveCount(0)
  await update.click()
  await expect(page.locator('meta[name=build][content=next]')).toHaveCount(1)
  await host.end()
})

test('the kill switch ends a service worker and all that it kept', async ({ open, product }) => {
  const host = await startHost(product)
  const page = await open('guest')
  await install(page, host.url)
  await page.evaluate(() => localStorage.setItem('kept', 'yes'))
  copyFileSync(join(top, 'renderer/guest/kill-switch.js'), join(host.folder, 'sw.js'))
  nextBuild(host.folder)
  const anew = page.waitForEvent('load')
  await page.evaluate(() => void navigator.serviceWorker.ready.then((registration) => registration.update()))
  await anew
  await expect(page.locator('meta[name=build][content=next]')).toHaveCount(1)
  await expect.poll(() => page.evaluate(async () => [...(await caches.keys()), navigator.serviceWorker.controller?.scriptURL].filter(Boolean))).toEqual([])
  expect(await page.evaluate(() => localStorage.getItem('kept'))).toBe('yes')
  await host.end()
})

test('its policy lets scripts come from its own files alone, and only its own server be asked', async ({ open, product }) => {
  const page = await open('guest')
  const policy = (await page.goto('/'))?.headers()['content-security-policy'] ?? ''
  const directives = Object.fromEntries(policy.split('; ').map((directive) => [directive.split(' ')[0]!, directive.split(' ').slice(1)]))
  const { origin, host } = new URL(product.stack.url)
  expect(directives['script-src']).toEqual(["'self'"])
  expect(directives['connect-src']).toEqual(["'self'", origin, `ws://${host}`])
  expect(directives['default-src']).toEqual(["'self'"])
  expect(await page.locator('script:not([src])').count()).toBe(0)
  await expect(page.locator('meta[http-equiv=Content-Security-Policy]')).toHaveAttribute('content', /script-src 'self';/)
})

/** What a deployment brings: a page that is not the old one, and a service worker that knows it. */
function nextBuild(folder: string): void {
  const page = join(folder, 'index.html')
  writeFileSync(page, readFileSync(page, 'utf8').replace('<head>', '<head><meta name="build" content="next">'))
  const worker = join(folder, 'sw.js')
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(/(["']?url["']?:["']index\.html["'],["']?revision["']?:["'])\w+/, '$1next').replace(/(revision["']?:["'])\w+(["'],["']?url["']?:["']index\.html)/, '$1next$2'))
  appendFileSync(worker, '\n// next\n')
}
