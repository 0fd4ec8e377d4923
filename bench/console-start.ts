import type { Page } from '@playwright/test'
import { firstSync, withBusyConsole, type BusyConsole } from './console.ts'
import { atMost, median, print } from './figure.ts'

/** What a page opens with and how it looks when it can be worked with, as a script that is run in it. */
interface Start {
  name: string
  path: string
  usable: string
}

const shell = 'document.querySelector("h1") !== null && document.querySelector("[data-testid=sync-status]") !== null'

/** The desk takes codes and shows what was used last; the list of redemptions shows its newest hundred; the dashboard has its figures, both charts and the hours, of a month and of all 50,000. */
const starts: Start[] = [
  { name: 'console-start.desk', path: '/', usable: `${shell} && document.querySelector("main input:not([disabled])") !== null && document.querySelector("[aria-labelledby=recent-uses] > :is(p, ul)") !== null` },
  { name: 'console-start.redemptions', path: '/#/redemptions', usable: `${shell} && document.querySelectorAll("main tbody tr").length >= 100` },
  ...[30, 365].map((days) => ({ name: `console-start.dashboard-${days}-days`, path: `/#/dashboard?days=${days}`, usable: `${shell} && document.querySelectorAll("[data-testid^=funnel-]").length === 3 && document.querySelectorAll("main svg path").length > 40 && document.querySelector("[data-testid=heat]:not([aria-busy=true])") !== null` })),
]

/** A browser that has just been started opens the built console, whose replica holds 50,000 redemptions of a year: from the navigation to a first page in use. */
export async function run(): Promise<void> {
  await withBusyConsole(async (busy) => {
    const folder = busy.folder()
    const first = await busy.launch(folder)
    await firstSync(first.page, busy)
    await first.page.waitForFunction(() => performance.getEntriesByType('mark').some(({ name }) => name === 'ready-for-offline'))
    await first.context.close()
    for (const start of starts) await measure(busy, folder, start)
  }, { pastDays: 365 })
}

async function measure(busy: BusyConsole, folder: string, start: Start): Promise<void> {
  const seconds: number[] = []
  const work: number[] = []
  for (let round = 0; round < 5; round += 1) {
    const { context, page } = await busy.launch(folder)
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    seconds.push(await usableAfter(page, start))
    work.push(((await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0))
    await context.close()
  }
  print({ ...atMost(start.name, median(seconds), 's', 1.5), detail: [`rounds: ${list(seconds)} s`, `work of the page's main thread: ${list(work)} s`] })
}

const list = (values: number[]): string => values.map((value) => value.toFixed(2)).join(', ')

/** Seconds from the navigation until the page can be worked with. */
async function usableAfter(page: Page, { path, usable }: Start): Promise<number> {
  await page.addInitScript(`{
    const watching = new MutationObserver(() => {
      if (!(${usable})) return
      watching.disconnect()
      // The frame in which it can be seen.
      requestAnimationFrame(() => setTimeout(() => performance.mark('usable')))
    })
    watching.observe(document, { childList: true, subtree: true, attributes: true })
  }`)
  await page.goto(path)
  return (await (await page.waitForFunction(() => performance.getEntriesByName('usable')[0]?.startTime)).jsonValue() ?? 0) / 1_000
}
