import { newHotel, newPerson } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import type { Product } from '../fixtures/product.ts'
import { expect, test } from '../fixtures/test.ts'

test('a coupon tapped right after a filter opens, and back finds the filtered list', async ({ open }) => {
  const page = await open('guest')
  // A slow network makes the way to the coupon longer than the pause after which the filter is written into the address.
  await page.route('**/CouponPage-*.js', async route => {
    await new Promise(resolve => setTimeout(resolve, 800))
    await route.continue()
  })
  await page.goto('/')
  const results = page.getByRole('region', { name: 'Results' })
  await expect(results.getByRole('link').first()).toBeVisible()
  await page.getByLabel('City').selectOption('Dublin')
  await results.getByRole('listitem').filter({ hasText: 'Dublin Hotel' }).getByRole('link').first().click()
  await page.waitForURL('**/coupon/**')
  await page.goBack()
  await expect(page).toHaveURL(/city=Dublin/)
  await expect(page.getByLabel('City')).toHaveValue('Dublin')
  await expect(results.getByRole('listitem').filter({ hasNotText: 'Dublin Hotel' })).toHaveCount(0)
})

test('a misspelt search, its filters and its place in a long list survive coming back, reloading and sharing', async ({ open, product }) => {
  await publishMany(product, await newHotel(await newPerson(product, 'Fiadh'), 'Hotel of Long Lists'))
  const page = await open('guest')
  await page.goto('/')
  const results = page.getByRole('region', { name: 'Results' })
  const cards = results.getByRole('listitem')

  await test.step('what was meant is found, counted, and said to who cannot see it', async () => {
    await page.getByLabel('Search coupons').fill('kestral')
    const found = page.getByTestId('found')
    await expect(found).toContainText('Showing results for “kestrel”. Nothing was found for “kestral”.')
    await expect(found).toContainText('32 coupons')
    await expect(page.getByRole('button', { name: 'To redeem now 30' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Gifts 0' })).toBeDisabled()
  })

  await test.step('what can be had comes first, the rest below it', async () => {
    await page.getByRole('button', { name: '% off 32' }).click()
    await page.getByLabel('Order').selectOption({ label: 'Ending soon' })
    await expect(page).toHaveURL(/q=kestral&kind=percent&sort=ends-soon/)
    await expect(cards.first()).toContainText('Kestrel stay')
    await expect.poll(async () => {
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
      return cards.count()
    }).toBe(32)
    const rest = results.locator('h2:text("Sold out or still to come") + ul').getByRole('listitem')
    await expect(rest).toHaveText([/Kestrel sold out/, /Kestrel to come/])
  })

  const last = cards.filter({ hasText: 'Kestrel sold out' })
  await test.step('coming back finds the place', async () => {
    await last.getByRole('link').click()
    await page.waitForURL('**/coupon/**')
    await page.goBack()
    await expect(last).toBeInViewport()
  })

  await test.step('so does a reload', async () => {
    await page.reload()
    await expect(last).toBeInViewport()
    await expect(cards).toHaveCount(32)
  })

  await test.step('and its address gives another the same search', async () => {
    const other = await open('guest')
    await other.goto(page.url())
    await expect(other.getByLabel('Search coupons')).toHaveValue('kestral')
    await expect(other.getByRole('button', { name: '% off' })).toHaveAttribute('aria-pressed', 'true')
    await expect(other.getByLabel('Order')).toHaveValue('ends-soon')
    await expect(other.getByRole('region', { name: 'Results' }).getByRole('listitem').first()).toContainText('Kestrel stay')
  })
})

test('the newest and the biggest discount come first where asked, and a coupon is shared by its address', async ({ open, product }) => {
  const hotel = await newHotel(await newPerson(product, 'Orla'), 'Hotel of Orders')
  await query(
    product,
    `insert into public.coupons (hotel_id, title, discount_kind, discount_value, status, published_at, starts_on, ends_on)
     select $1, 'Puffin ' || n || ' percent', 'percent', n, 'published', now() - make_interval(days => n), current_date - 50, current_date + 20
     from unnest('{10,40,25}'::int[]) n`,
    [hotel],
  )
  const page = await open('guest')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/?q=puffin')
  const cards = page.getByRole('region', { name: 'Results' }).getByRole('listitem')
  await page.getByLabel('Order').selectOption({ label: 'Newest' })
  await expect(cards).toHaveText([/Puffin 10/, /Puffin 25/, /Puffin 40/])
  await page.getByLabel('Order').selectOption({ label: 'Biggest discount' })
  await expect(cards).toHaveText([/Puffin 40/, /Puffin 25/, /Puffin 10/])

  await cards.first().getByRole('link').click()
  await page.waitForURL('**/coupon/**')
  // Chromium on a desktop system has no sheet to share with: the address is copied, and that is said.
  await page.getByRole('button', { name: 'Share' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible()
  const other = await open('guest')
  await other.goto(await page.evaluate(() => navigator.clipboard.readText()))
  await expect(other.getByRole('heading', { name: 'Puffin 40 percent' })).toBeVisible()
})

/** Thirty that can be had, one that is sold out and one that is still to come. */
async function publishMany(product: Product, hotel: string): Promise<void> {
  await query(
    product,
    `with made as (
       insert into public.coupons (hotel_id, title, discount_kind, discount_value, status, published_at, starts_on, ends_on, max_redemptions)
       select $1, case n when 31 then 'Kestrel sold out' when 32 then 'Kestrel to come' else 'Kestrel stay ' || n end, 'percent', 20, 'published',
         now() - interval '1 year', current_date + case n when 32 then 3 else -10 end, current_date + 20 + n, case n when 31 then 5 end
       from generate_series(1, 32) n returning id, max_redemptions)
     delete from private.coupon_slots s using made m where s.coupon_id = m.id`,
    [hotel],
  )
}
