import type { Locator } from '@playwright/test'
import { type BusyConsole, firstSync, withBusyConsole } from './console.ts'
import { atMost, median, percentile, print } from './figure.ts'
import { sized } from './sizes.ts'

const rounds = 5
/** A frame of a screen of 60 Hz is 16.7 ms; clocks may be off by one. */
const frameMs = 17.7

/** From the click on "Make PDF" in the built console to the preview on the screen, for an ordinary month; and how even the page's frames are while a long report is made. */
export async function run(): Promise<void> {
  await withBusyConsole(async (busy) => {
    const seconds: number[] = []
    for (let round = 0; round < rounds; round += 1) seconds.push(await inReports(busy, preview))
    print({ ...atMost('report.click-to-preview', median(seconds), 's', 1.5), detail: [`40 coupons, 520 redemptions; rounds: ${seconds.map((value) => value.toFixed(2)).join(', ')} s`] })
  }, { coupons: 40, guests: 13, pastDays: 28 })
  await withBusyConsole(async (busy) => {
    const gaps: number[] = []
    for (let round = 0; round < rounds; round += 1) gaps.push(...(await inReports(busy, frames)))
    const late = gaps.filter((ms) => ms > 1.5 * frameMs).length
    const detail = [`${busy.redemptions} redemptions, ${rounds} rounds, ${gaps.length} frames, ${late} of them late, the longest after ${Math.round(Math.max(...gaps))} ms`]
    print({ ...atMost('report.frame-p95', percentile(gaps, 0.95), 'ms', frameMs), detail })
  }, { coupons: 50, guests: sized(200, 4), pastDays: 28 })
}

/** Opens the reports in a browser of its own, which has all rows, and asks something of the button that makes one. */
async function inReports<R>(busy: BusyConsole, ask: (make: Locator) => Promise<R>): Promise<R> {
  const { context, page } = await busy.launch(busy.folder())
  try {
    await firstSync(page, busy)
    await page.goto('/#/reports')
    const make = page.getByRole('button', { name: 'Make PDF' }).and(page.locator(':enabled'))
    await make.waitFor()
    return await ask(make)
  } finally {
    await context.close()
  }
}

/** Seconds from the click to the frame that shows the report. */
function preview(make: Locator): Promise<number> {
  return make.evaluate((button: HTMLElement) => new Promise<number>((resolve) => {
    let asked = false
    new MutationObserver(() => {
      const look = [...document.querySelectorAll<HTMLElement>('[data-testid=report-ready] button')].find(({ textContent }) => textContent?.trim() === 'Preview')
      if (look && !asked) {
        asked = true
        look.click()
      }
      document.querySelector('[role=dialog] iframe')?.addEventListener('load', () => requestAnimationFrame(() => resolve((performance.now() - began) / 1_000)), { once: true })
    }).observe(document.body, { childList: true, subtree: true })
    const began = performance.now()
    button.click()
  }))
}

/** Milliseconds between the page's frames while a report is made. */
function frames(make: Locator): Promise<number[]> {
  return make.evaluate((button: HTMLElement) => new Promise<number[]>((resolve) => {
    const gaps: number[] = []
    let last = performance.now()
    const look = (now: number): void => {
      gaps.push(now - last)
      last = now
      if (document.querySelector('[data-testid=report-ready]')) resolve(gaps.slice(1))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    button.click()
  }))
}
