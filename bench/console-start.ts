import type { Page } from '@playwright/test'
import { firstSync, withBusyConsole } from './console.ts'
import { atMost, median, print } from './figure.ts'

/** A browser that has just been started opens the built console, whose replica holds 50,000 redemptions: from the navigation to a first page in use. */
export async function run(): Promise<void> {
  await withBusyConsole(async (busy) => {
    const folder = busy.folder()
    const first = await busy.launch(folder)
    await firstSync(first.page, busy)
    await first.page.waitForFunction(() => performance.getEntriesByType('mark').some(({ name }) => name === 'ready-for-offline'))
    await first.context.close()
    const seconds: number[] = []
    const work: number[] = []
    for (let round = 0; round < 5; round += 1) {
      const { context, page } = await busy.launch(folder)
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
      seconds.push(await usableAfter(page))
      work.push(((await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0))
      await context.close()
    }
    print({ ...atMost('console-start.usable', median(seconds), 's', 1.5), detail: [`rounds: ${list(seconds)} s`, `work of the page's main thread: ${list(work)} s`] })
  })
}

const list = (values: number[]): string => values.map((value) => value.toFixed(2)).join(', ')

/** Seconds from the navigation until the page has its heading, its rows from the replica and a box that takes a code. */
async function usableAfter(page: Page): Promise<number> {
  await page.addInitScript(() => {
    const usable = () => document.querySelector('h1') !== null && document.querySelector('main input:not([disabled])') !== null && document.querySelector('[data-testid=sync-status]') !== null && document.querySelector('[aria-labelledby=recent-uses] > :is(p, ul)') !== null
    const watching = new MutationObserver(() => {
      if (!usable()) return
      watching.disconnect()
      // The frame in which it can be seen.
      requestAnimationFrame(() => setTimeout(() => performance.mark('usable')))
    })
    watching.observe(document, { childList: true, subtree: true, attributes: true })
  })
  await page.goto('/')
  return (await (await page.waitForFunction(() => performance.getEntriesByName('usable')[0]?.startTime)).jsonValue() ?? 0) / 1_000
}
