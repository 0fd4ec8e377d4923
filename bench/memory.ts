import type { CDPSession, Page } from '@playwright/test'
import { checkCode, openPage } from '../e2e/console/steps.ts'
import { firstSync, withBusyConsole } from './console.ts'
import { atMost, print } from './figure.ts'
import { sized } from './sizes.ts'

/** What an hour at a desk may hold: a use every half a minute, and now and then a look at another page. */
const uses = sized(120, 12)
/** The first ones fill caches that stay as they are. */
const warmUp = Math.round(uses / 4)

/** The console's heap, cleaned before each look, over the uses of an hour. */
export async function run(): Promise<void> {
  await withBusyConsole(async (busy) => {
    const { context, page } = await busy.launch(busy.folder())
    await firstSync(page, busy)
    const devtools = await context.newCDPSession(page)
    await work(page, busy.codes.slice(0, warmUp))
    const before = await heap(devtools)
    await work(page, busy.codes.slice(warmUp, warmUp + uses))
    const after = await heap(devtools)
    print({ ...atMost('memory.growth', (100 * (after - before)) / before, '%', 5), detail: [`${megabytes(before)} → ${megabytes(after)} MB`] })
  })
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

/** Bytes that are still in use after everything else was collected. */
async function heap(devtools: CDPSession): Promise<number> {
  for (let n = 0; n < 3; n += 1) await devtools.send('HeapProfiler.collectGarbage')
  return (await devtools.send('Runtime.getHeapUsage')).usedSize
}

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1)
