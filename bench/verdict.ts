import type { Page } from '@playwright/test'
import { firstSync, upToDate, withBusyConsole } from './console.ts'
import { atMost, percentile, print } from './figure.ts'
import { sized } from './sizes.ts'

/** At a desk with 50,000 redemptions: from Enter to the verdict on the screen, without network (the replica judges) and with it (the cloud does). */
export async function run(): Promise<void> {
  await withBusyConsole(async (busy) => {
    const { context, page } = await busy.launch(busy.folder())
    await firstSync(page, busy)
    const count = sized(100, 20)
    const codes = busy.codes.slice(0, count)
    const online = await verdicts(page, codes)
    await context.setOffline(true)
    await page.locator('[data-testid=sync-status][aria-label^="Sync: Offline"]').waitFor()
    const offline = await verdicts(page, codes)
    print(atMost('verdict.replica-p95', percentile(offline, 0.95), 'ms', 50))
    print(atMost('verdict.online-p95', percentile(online, 0.95), 'ms', 300))
    await context.setOffline(false)
    await upToDate(page)
  })
}

/** Milliseconds from Enter to the frame that shows the verdict, for each code. */
async function verdicts(page: Page, codes: readonly string[]): Promise<number[]> {
  const values: number[] = []
  for (const code of codes) {
    const box = page.getByLabel('Code', { exact: true })
    await page.keyboard.press('Escape')
    await page.getByTestId('verdict').waitFor({ state: 'detached' })
    await box.fill(code)
    const took = page.evaluate(() => new Promise<number>((resolve) => {
      let began = 0
      addEventListener('keydown', ({ key }) => { if (key === 'Enter') began ||= performance.now() }, { capture: true })
      const watching = new MutationObserver(() => {
        if (began === 0 || !document.querySelector('[data-testid=verdict]')) return
        watching.disconnect()
        requestAnimationFrame(() => resolve(performance.now() - began))
      })
      watching.observe(document.body, { childList: true, subtree: true })
    }))
    await box.press('Enter')
    values.push(await took)
  }
  return values
}
