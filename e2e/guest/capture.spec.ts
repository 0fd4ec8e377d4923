import type { Page } from '@playwright/test'
import { newCoupon, newHotel, newPerson } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import type { Product } from '../fixtures/product.ts'
import { expect, test } from '../fixtures/test.ts'
import { isViewNoted, viewNoted } from './steps.ts'

/** What ends a page after a view was noted in it, and what comes after; the page that is given back is one that loads no coupon. */
const ends: Record<string, (page: Page) => Promise<Page>> = {
  'a reload': async (page) => {
    await page.reload()
    return page
  },
  'a tab that is closed': async (page) => {
    const context = page.context()
    await page.close()
    return context.newPage()
  },
  'a crash of the page': async (page) => {
    const context = page.context()
    const crashed = page.waitForEvent('crash')
    // The answer to this never comes.
    void (await context.newCDPSession(page)).send('Page.crash').catch(() => null)
    await crashed
    await page.close()
    return context.newPage()
  },
  'a tab that is closed without network': async (page) => {
    const context = page.context()
    await context.setOffline(true)
    // The time of the first attempt, which fails.
    await page.evaluate(() => dispatchEvent(new Event('pagehide')))
    await page.close()
    await context.setOffline(false)
    return context.newPage()
  },
}

for (const [name, end] of Object.entries(ends)) {
  test(`a view outlives ${name}, and counts once`, async ({ open, product }) => {
    const owner = await newPerson(product, 'Niamh')
    const coupon = await newCoupon(product, await newHotel(owner, 'Hotel of Views'), `A view and ${name}`)
    const page = await open('guest')
    await page.goto(`/coupon/${coupon}`)
    const savedAfter = await viewNoted(page, coupon)
    console.log(`    ${savedAfter} ms from the view to its place on the device, ${name}`)

    const next = await end(page)
    // What another window may still write to is left alone for a minute.
    await next.clock.install({ time: Date.now() + 90_000 })
    await next.goto('/wallet')
    await expect.poll(() => viewsOf(product, coupon), { timeout: 20_000 }).toBe(1)
    await next.reload()
    await next.waitForLoadState('networkidle')
    expect(await viewsOf(product, coupon)).toBe(1)
  })
}

test('views of an hour without network count once when it is back', async ({ open, product }) => {
  const hotel = await newHotel(await newPerson(product, 'Niamh'), 'Hotel of Lost Hours')
  const coupons: string[] = []
  for (const title of ['Ebb', 'Flood', 'Slack', 'Spring', 'Neap', 'Tide']) coupons.push(await newCoupon(product, hotel, title))
  const page = await open('guest')
  await page.clock.install()
  await page.goto(`/hotel/${hotel}`)
  const cards = page.locator('main ul article')
  await expect(cards).toHaveCount(coupons.length)
  await page.context().setOffline(true)
  // All of them are seen, each for longer than the second that makes a view.
  for (const card of await cards.all()) {
    await card.scrollIntoViewIfNeeded()
    await expect(card).toBeInViewport({ ratio: 0.5 })
    // The browser tells in its own time what is in view, so the page's may have to go on more than once.
    const id = (await card.getByRole('link').first().getAttribute('href'))!.split('/').at(-1)!
    await expect.poll(async () => {
      await page.clock.runFor(1_500)
      return isViewNoted(page, id)
    }).toBe(true)
  }
  await page.clock.fastForward('01:00:00')
  expect(await Promise.all(coupons.map((coupon) => viewsOf(product, coupon))), 'nothing leaves a device without network').toEqual([0, 0, 0, 0, 0, 0])
  await page.context().setOffline(false)
  const once = [1, 1, 1, 1, 1, 1]
  await expect.poll(() => Promise.all(coupons.map((coupon) => viewsOf(product, coupon))), { timeout: 20_000 }).toEqual(once)
  await page.reload()
  await page.waitForLoadState('networkidle')
  expect(await Promise.all(coupons.map((coupon) => viewsOf(product, coupon)))).toEqual(once)
})

/** Views of a coupon that were counted, once all that waits in the queue is. */
async function viewsOf(product: Product, coupon: string): Promise<number> {
  await query(product, 'select public.drain_interactions(10000)')
  const [row] = await query<{ views: number }>(product, 'select coalesce(sum(views), 0)::int views from public.interaction_daily where coupon_id = $1', [coupon])
  return row?.views ?? 0
}
