import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, CDPSession, Page } from '@playwright/test'
import { Client } from 'pg'
import { run as runTool, tool } from '../scripts/run.mjs'
import { freePort } from '../stack/process/ports.ts'
import type { Stack } from '../stack/stack.ts'
import { serveApp } from '../stack/static.ts'
import { startTestStack } from '../stack/test-stack.ts'
import { atMost, median, print } from './figure.ts'
import { openPhone, startBrowser } from './phone.ts'
import { type Share, shareOf } from './profile.ts'
import { sized } from './sizes.ts'

const coupons = sized(500, 60)
const rounds = sized(3, 1)

/**
 * What capturing views costs who scrolls: a thumb goes down the find page, which loads on, until 500 coupons are there, and rests on
 * some for long enough that they count as seen. The processor is slowed 6 times. With capture, and in a session that has seen all
 * of them before and captures nothing, in turns. What is capture's is told by the sources of the functions on the stack, since two
 * visits differ by more than it costs.
 */
export async function run(): Promise<void> {
  const stack = await startTestStack({ seed: false })
  const ids = await publish(stack)
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'hotel-coupons-bench-capture-'))
  // The companion as it is served, with maps beside it.
  const built = await runTool(tool('vite/bin/vite.js') as [string, string], ['build', '--mode', 'guest', '--logLevel', 'warn', '--sourcemap', 'hidden', '--outDir', folder], { quiet: true })
  if (built.code !== 0) throw new Error(built.output)
  const stop = await serveApp({ folder, port, what: 'companion', flag: '', config: () => ({ supabaseUrl: stack.url, publishableKey: stack.keys.publishableKey }) })
  const browser = await startBrowser()
  const url = `http://127.0.0.1:${port}`
  const on: Scrolled[] = []
  const off: Scrolled[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      on.push(await scrolled(browser, url, folder, []))
      off.push(await scrolled(browser, url, folder, ids))
    }
  } finally {
    await browser.close()
    await stop()
    await stack.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  report(on, off)
}

interface Scrolled extends Share {
  longTasks: number
  requests: number
  views: number
  seconds: number
}

function report(on: Scrolled[], off: Scrolled[]): void {
  const of = (pick: (one: Scrolled) => number) => median(on.map(pick))
  const each = (list: Scrolled[], pick: (one: Scrolled) => number) => list.map((one) => Math.round(pick(one))).join(', ')
  const both = (what: string, unit: string, pick: (one: Scrolled) => number) => `${what} with capture: ${each(on, pick)}${unit}; without: ${each(off, pick)}${unit}`
  const detail = [
    both('all script', ' ms', ({ script }) => script), both('of capture', ' ms', ({ part }) => part),
    both('views', '', ({ views }) => views), both('long tasks of any kind', '', ({ longTasks }) => longTasks), both('took', ' s', ({ seconds }) => seconds),
  ]
  print({ ...atMost('capture.share-of-script', of(({ part, script }) => (100 * part) / (script - part)), '%', 1), detail })
  print(atMost('capture.longest-at-once', of(({ longest }) => longest), 'ms', 50))
  print(atMost('capture.requests-per-5s', of(({ requests, seconds }) => (requests * 5) / seconds), 'requests', 1))
}

/** One visit; `seen` are the coupons that the session has seen before. */
async function scrolled(browser: Browser, url: string, folder: string, seen: string[]): Promise<Scrolled> {
  const { page, cdp, close } = await openPhone(browser, { slower: 1 })
  await page.addInitScript((all) => sessionStorage.setItem('hotel-coupons-seen', all), seen.join(' '))
  const sent: number[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/record_interactions') && request.method() === 'POST') sent.push((request.postDataJSON() as { events: unknown[] }).events.length)
  })
  await page.goto(url)
  await page.waitForLoadState('networkidle')
  await countLongTasks(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  const began = performance.now()
  const share = await shareOf('renderer/kit/capture/', folder, cdp, () => scroll(page, cdp))
  const seconds = (performance.now() - began) / 1000
  const longTasks = await page.evaluate(() => (globalThis as unknown as { longTasks: number }).longTasks)
  await close()
  return { ...share, longTasks, requests: sent.length, views: sent.reduce((sum, n) => sum + n, 0), seconds }
}

async function countLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const counted = globalThis as unknown as { longTasks: number }
    counted.longTasks = 0
    new PerformanceObserver((list) => (counted.longTasks += list.getEntries().length)).observe({ type: 'longtask' })
  })
}

/** Flicks of about two dozen cards, each with a rest of over a second, until all are on the page and its end is reached. */
async function scroll(page: Page, cdp: CDPSession): Promise<void> {
  for (let flick = 0; flick < 100; flick += 1) {
    await cdp.send('Input.synthesizeScrollGesture', { x: 195, y: 420, yDistance: -6_000, speed: 12_000, gestureSourceType: 'mouse' })
    await page.waitForTimeout(1_200)
    const left = await page.evaluate(() => document.documentElement.scrollHeight - scrollY - innerHeight)
    if (left < 10 && (await page.locator('main article').count()) >= coupons) return
  }
  throw new Error('The end of the list was not reached')
}

/** A hotel with as many coupons as are scrolled through; gives their ids. */
async function publish(stack: Stack): Promise<string[]> {
  const db = new Client(stack.adminUrl)
  await db.connect()
  try {
    const hotel = await db.query<{ id: string }>(`insert into public.hotels (name, city, country, time_zone, currency, listed) values ('Riverside', 'Dublin', 'IE', 'Europe/Dublin', 'EUR', true) returning id`)
    const made = await db.query<{ id: string }>(
      `insert into public.coupons (hotel_id, title, discount_kind, discount_value, status, published_at, starts_on, ends_on)
       select $1, 'A night by the river ' || n, 'percent', 20, 'published', now() - interval '1 day', current_date - 10, current_date + 20
       from generate_series(1, $2::int) n returning id`,
      [hotel.rows[0]!.id, coupons],
    )
    return made.rows.map(({ id }) => id)
  } finally {
    await db.end()
  }
}
