import { resolve } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { serveApp } from '../stack/static.ts'
import { freePort } from '../stack/process/ports.ts'
import { startTestStack } from '../stack/test-stack.ts'
import { compressingHost } from './compressing-host.ts'
import { atMost, median, print } from './figure.ts'
import { openPhone, startBrowser } from './phone.ts'
import { measureVitals, type Vitals, vitalsOf } from './web-vitals.ts'

const rounds = 5

/**
 * The built companion in a real Chromium, cold, with the processor slowed 4 times and a slow mobile network: the find page until its
 * largest paint, then a search, a filter, scrolling and a coupon. Each figure is the median of the rounds.
 */
export async function run(): Promise<void> {
  const stack = await startTestStack({ seed: true })
  const api = await compressingHost(() => stack.url)
  const port = await freePort()
  const folder = resolve(import.meta.dirname, '../dist/guest')
  const stopApp = await serveApp({ folder, port, what: 'companion', flag: '', config: () => ({ supabaseUrl: api.url, publishableKey: stack.keys.publishableKey }) })
  const app = await compressingHost(() => `http://127.0.0.1:${port}`)
  const browser = await startBrowser()
  try {
    // What stands before the apps compresses at the first visit; no guest is ever the first.
    await visit(browser, app.url, { slower: 1 })
    const seen: Visit[] = []
    for (let round = 0; round < rounds; round += 1) seen.push(await visit(browser, app.url, { slower: 4, network: true }))
    report(seen)
  } finally {
    await browser.close()
    await Promise.all([app.stop(), api.stop(), stopApp()])
    await stack.stop()
  }
}

interface Visit extends Vitals {
  /** Shifts while the page loaded; `cls` has those of its use, too. */
  clsOfLoad: number
  /** Bytes of script that the page had received when its largest paint came, and all that came until it was quiet. */
  script: number
  allScript: number
  requests: string[]
}

function report(seen: Visit[]): void {
  const of = (pick: (visit: Visit) => number) => median(seen.map(pick))
  const detail = [`lcp of ${seen[0]?.lcpOf}`, `lcp in each round: ${seen.map(({ lcp }) => Math.round(lcp)).join(', ')} ms`, ...(seen[0]?.requests ?? [])]
  print({ ...atMost('companion.lcp', of(({ lcp }) => lcp), 'ms', 2000), detail })
  print(atMost('companion.inp', of(({ inp }) => inp), 'ms', 200))
  print(atMost('companion.cls', of(({ clsOfLoad }) => clsOfLoad), '', 0.05))
  print(atMost('companion.cls-in-use', of(({ cls }) => cls), '', 0.05))
  print(atMost('companion.script-before-lcp', of(({ script }) => script) / 1000, 'kB', 170))
  print(atMost('companion.script-after-it', of(({ allScript, script }) => allScript - script) / 1000, 'kB', 170))
}

async function visit(browser: Browser, url: string, speed: { slower: number; network?: boolean }): Promise<Visit> {
  const { page, close } = await openPhone(browser, speed)
  await measureVitals(page)
  await page.goto(url)
  await page.getByRole('main').locator('article img').first().evaluate((image: HTMLImageElement) => image.decode())
  await page.waitForLoadState('networkidle')
  const { lcp, cls: clsOfLoad } = await vitalsOf(page)
  const loaded = await resources(page)
  await use(page)
  const vitals = await vitalsOf(page)
  await close()
  const scripts = loaded.filter(({ name }) => name.endsWith('.js'))
  const bytes = (list: typeof loaded) => list.reduce((sum, { size }) => sum + size, 0)
  return {
    ...vitals, lcp, clsOfLoad,
    script: bytes(scripts.filter(({ end }) => end <= lcp)),
    allScript: bytes(scripts),
    requests: loaded.filter(({ start }) => start <= lcp).map(({ name, start, end, size }) => `${start}–${end} ms ${size} B ${name}`),
  }
}

function resources(page: Page) {
  return page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(({ name, startTime, responseEnd, encodedBodySize }) => ({
      name: new URL(name).pathname.split('/').at(-1)!, start: Math.round(startTime), end: Math.round(responseEnd), size: encodedBodySize,
    })),
  )
}

/** What a guest does first: types, filters, scrolls, opens a coupon and goes back. */
async function use(page: Page): Promise<void> {
  await page.getByRole('searchbox').pressSequentially('tea', { delay: 120 })
  await page.waitForLoadState('networkidle')
  await page.getByRole('searchbox').fill('')
  await page.getByRole('group').getByRole('button').first().tap()
  await page.waitForLoadState('networkidle')
  await page.mouse.wheel(0, 600)
  await page.getByRole('main').getByRole('article').getByRole('link').first().tap()
  await page.waitForURL('**/coupon/**')
  await page.waitForLoadState('networkidle')
  await page.goBack()
  await page.getByRole('main').getByRole('article').first().waitFor()
}
