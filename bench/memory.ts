import { setTimeout as wait } from 'node:timers/promises'
import type { CDPSession, Page } from '@playwright/test'
import { checkCode, openPage } from '../e2e/console/steps.ts'
import { type BusyConsole, firstSync, withBusyConsole } from './console.ts'
import { atMost, print } from './figure.ts'
import { sized } from './sizes.ts'

/** What an hour at a desk may hold: a use every half a minute, and now and then a look at another page. */
const anHour = sized(120, 20)
/** The first ones open every page and fill what is kept of them. */
const warmUp = Math.round(anHour / 4)
/** What the browser makes of the scripts as they run grows for an hour and no longer. Without it only what the console itself keeps is left. */
const uncompiled = '--js-flags=--no-opt --no-maglev --no-sparkplug --no-lazy-feedback-allocation --no-flush-bytecode'

/** The console's heap, cleaned before each look: over a first hour what it keeps itself, and over a second one all of it. */
export async function run(): Promise<void> {
  await withBusyConsole(async (busy) => {
    const kept = await heaps(busy, { codes: busy.codes.slice(0, warmUp + anHour), looks: [warmUp, warmUp + anHour], flags: [uncompiled] })
    print(figure('memory.kept-growth', kept))
    const all = await heaps(busy, { codes: busy.codes.slice(warmUp + anHour), looks: [warmUp, anHour, 2 * anHour] })
    print(figure('memory.growth', all))
  })
}

/** How much the last look is more than the one before it. */
function figure(name: string, bytes: readonly number[]) {
  const [before, after] = bytes.slice(-2) as [number, number]
  const path = bytes.map((size) => (size / 1_048_576).toFixed(1)).join(' → ')
  return { ...atMost(name, (100 * (after - before)) / before, '%', 5), detail: [`${path} MB`] }
}

/** Bytes in use after so many uses, in a browser of its own. */
async function heaps(busy: BusyConsole, { codes, looks, flags = [] }: { codes: readonly string[]; looks: readonly number[]; flags?: string[] }): Promise<number[]> {
  const { context, page } = await busy.launch(busy.folder(), flags)
  await firstSync(page, busy)
  const devtools = await context.newCDPSession(page)
  const bytes: number[] = []
  let done = 0
  for (const look of looks) {
    await work(page, codes.slice(done, look))
    bytes.push(await heap(devtools))
    done = look
  }
  await context.close()
  return bytes
}

async function work(page: Page, codes: readonly string[]): Promise<void> {
  for (const [n, code] of codes.entries()) {
    await checkCode(page, code)
    await page.getByRole('button', { name: 'Use it' }).click()
    await page.locator('[data-verdict=used]').waitFor()
    if (n % 10 !== 9) continue
    for (const name of ['Coupons', 'Redemptions', 'Reports', 'Desk'] as const) await openPage(page, name)
  }
}

/** Dexie keeps the rows of a page that was left for three seconds. */
const lingerMs = 5_000

/** Bytes that are still in use after everything else was collected. */
async function heap(devtools: CDPSession): Promise<number> {
  await wait(lingerMs)
  for (let n = 0; n < 3; n += 1) await devtools.send('HeapProfiler.collectGarbage')
  return (await devtools.send('Runtime.getHeapUsage')).usedSize
}
