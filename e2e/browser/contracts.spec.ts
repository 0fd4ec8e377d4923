import { expect, test, type Page } from '@playwright/test'
import type { Result } from './in-page.ts'
import { bundle, servePage } from './pages.ts'

/** The suites that hold the fakes to what the real store and journal do, on the real ones. */
let pages: Awaited<ReturnType<typeof servePage>>

test.beforeAll(async () => {
  pages = await servePage(await bundle('e2e/browser/contracts-page.ts', { vitest: 'e2e/browser/in-page.ts' }))
})
test.afterAll(() => pages?.stop())

const resultsOf = (page: Page): Promise<Result[]> => page.evaluate(() => globalThis.results)

test('S2, S3, S4, S6: the browser’s own IndexedDB and private files keep the contracts of store and journal, over versions of the app, too', async ({ page }) => {
  await page.goto(pages.url)
  const results = await resultsOf(page)
  expect(results.filter(({ failure }) => failure !== null)).toEqual([])
  expect(results.filter(({ name }) => name.startsWith('replica store')).length).toBeGreaterThan(11)
  expect(results.filter(({ name }) => name.startsWith('journal')).length).toBeGreaterThan(3)
  expect(results.filter(({ name }) => name.startsWith('replica life')).length).toBe(3)
})

test('control: a store that keeps half a transaction and a journal that is late do not', async ({ page }) => {
  await page.goto(`${pages.url}?wrong`)
  const failed = (await resultsOf(page)).filter(({ failure }) => failure !== null).map(({ name }) => name)
  expect(failed).toContain('replica store: IndexedDB: S2: keeps nothing of a transaction that throws: no row, no command, no cursor')
  expect(failed).toContain('replica store: IndexedDB: runs transactions one after another, so that no read-then-write is lost')
  expect(failed).toContain('journal: private files: has nothing at first, and then what was written last')
})
