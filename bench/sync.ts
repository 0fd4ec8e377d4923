import type { Page } from '@playwright/test'
import { firstSync, withBusyConsole } from './console.ts'
import { atMost, exactly, median, print } from './figure.ts'

const idleRuns = 20

/** The built console in Chromium: the first sync of 50,000 redemptions from an empty replica, and the work of a sync that finds nothing new. */
export async function run(): Promise<void> {
  await withBusyConsole(async (busy) => {
    const seconds: number[] = []
    for (let round = 0; round < 3; round += 1) {
      const { context, page } = await busy.launch(busy.folder())
      seconds.push(await firstSync(page, busy))
      if (round === 2) {
        print(exactly('sync.rows', await rowsKept(page), 'redemptions', busy.redemptions))
        print(atMost('sync.idle', await idleWork(page), 'ms', 50))
      }
      await context.close()
    }
    print({ ...atMost('sync.first-50k', median(seconds), 's', 10), detail: [`rounds: ${seconds.map((value) => value.toFixed(1)).join(', ')} s`] })
  })
}

async function rowsKept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const names = await indexedDB.databases()
    const open = indexedDB.open(names.find(({ name }) => name?.startsWith('hotel-coupons:'))?.name ?? '')
    const db = await new Promise<IDBDatabase>((resolve) => open.addEventListener('success', () => resolve(open.result)))
    const count = db.transaction('redemptions').objectStore('redemptions').count()
    const found = await new Promise<number>((resolve) => count.addEventListener('success', () => resolve(count.result)))
    db.close()
    return found
  })
}

/** The main thread's processor time for one sync that brings nothing, in milliseconds. */
async function idleWork(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busy = async () => (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
  const values: number[] = []
  for (let n = 0; n < idleRuns; n += 1) {
    const before = await busy()
    const answered = page.waitForResponse((response) => response.url().endsWith('/rpc/pull_changes'))
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await (await answered).finished()
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    values.push(1_000 * ((await busy()) - before))
  }
  return median(values)
}
