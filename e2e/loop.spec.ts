import { readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { extractPages } from '../core/report/extract-text.ts'
import { checkCode, openPage, signIn } from './console/steps.ts'
import { accounts } from './fixtures/accounts.ts'
import { LiveTimes } from './fixtures/live.ts'
import { sql, type Product } from './fixtures/product.ts'
import { expect, test } from './fixtures/test.ts'
import { signUp, viewNoted } from './guest/steps.ts'

const title = 'Oysters and stout by the fire'
const picture = 'supabase/seed/pictures/dublin-fireside.webp'

/** The whole loop with two people at once; README's promise in one story. */
test('publish → told → find → redeem → used → told again, and the figures and the report agree', async ({ open, product }) => {
  const live = new LiveTimes()
  const guest = await open('guest')
  const hotelier = await open('hotelier')

  await test.step('a new guest follows the hotel', async () => {
    await signUp(guest, 'Nora Byrne', `nora-${Date.now()}@user.com`)
    await guest.goto('/')
    await guest.getByLabel('City').selectOption('Dublin')
    const results = guest.getByRole('region', { name: 'Results' })
    await expect(results.getByRole('listitem').filter({ hasNotText: 'Dublin Hotel' })).toHaveCount(0)
    await results.getByRole('link').first().click()
    await guest.getByRole('link', { name: /Dublin/ }).first().click()
    await guest.getByRole('button', { name: 'Follow', exact: true }).click()
    await expect(guest.getByRole('button', { name: 'Following' })).toBeVisible()
    await guest.goto('/notices')
  })

  await test.step('the hotelier publishes a coupon with a picture', async () => {
    await signIn(hotelier, accounts.dublin)
    await openPage(hotelier, 'Coupons')
    await hotelier.getByRole('link', { name: 'New coupon' }).click()
    await hotelier.getByLabel('Title').fill(title)
    await hotelier.getByLabel('Description').fill('Six oysters and a pint of stout, any evening.')
    await hotelier.getByTestId('picture-file').setInputFiles(picture)
    await expect(hotelier.getByRole('button', { name: 'Remove picture' })).toBeVisible()
    await hotelier.getByRole('button', { name: 'Publish' }).click()
    const asked = hotelier.getByRole('dialog', { name: `Publish “${title}”?` })
    await expect(asked).toContainText(/one follower is told|\d+ followers are told/)
    await live.see('the follower is told of the coupon', () => asked.getByRole('button', { name: 'Publish' }).click(), guest.getByRole('link', { name: title }))
    await expect(hotelier.getByText(/is live. \d+ followers were told|One follower was told/).first()).toBeVisible()
  })

  let code = ''
  await test.step('the guest finds and redeems it', async () => {
    await guest.goto('/')
    await guest.getByLabel('Search coupons').fill('oysters stout')
    const found = guest.getByRole('region', { name: 'Results' }).getByRole('link')
    await expect(found).toHaveText([title])
    await found.click()
    await guest.waitForURL('**/coupon/**')
    const id = guest.url().split('/').at(-1)!
    await viewNoted(guest, id)
    await openPage(hotelier, 'Redemptions')
    await live.see(
      'the redemption is on the hotel’s list',
      () => guest.getByRole('button', { name: 'Redeem', exact: true }).click(),
      hotelier.getByRole('row', { name: /Nora Byrne/ }),
    )
    await guest.waitForURL('**/wallet/**')
    code = (await guest.getByTestId('code').innerText()).replaceAll(/\s/g, '')
    expect(code.replaceAll('-', '')).toMatch(/^[0-9A-HJKMNP-TV-Z]{13}$/)
  })

  await test.step('the desk uses the code, once', async () => {
    await openPage(hotelier, 'Desk')
    await checkCode(hotelier, code)
    await expect(hotelier.getByTestId('verdict')).toContainText('Nora Byrne')
    await live.see('the wallet shows it used', () => hotelier.getByRole('button', { name: 'Use it' }).click(), guest.getByRole('status').getByText('Used', { exact: true }))
    await expect(hotelier.locator('[data-verdict=used]')).toBeVisible()
    await guest.goto('/notices')
    await expect(guest.getByRole('link', { name: /Used at/ })).toBeVisible()
    await guest.goto('/wallet')
    await expect(guest.getByText('Your wallet is empty')).toBeVisible()
    await checkCode(hotelier, code)
    await expect(hotelier.locator('[data-verdict=already-used]')).toBeVisible()
  })

  await test.step('the figures agree', async () => {
    await openPage(hotelier, 'Coupons')
    await hotelier.getByLabel('Search coupons').fill(title)
    const row = hotelier.getByRole('row', { name: title })
    await expect(row.getByRole('cell', { name: '1', exact: true })).toHaveCount(3, { timeout: 20_000 })
  })

  await test.step('the report agrees', async () => {
    await openPage(hotelier, 'Reports')
    await hotelier.getByRole('button', { name: 'Today' }).click()
    await hotelier.getByRole('button', { name: 'Make PDF' }).click()
    const download = hotelier.waitForEvent('download')
    await hotelier.getByRole('button', { name: 'Save PDF' }).click()
    const bytes = new Uint8Array(await readFile(await (await download).path()))
    const text = extractPages(bytes, data => new Uint8Array(inflateSync(data))).join('\n').replaceAll(/\s+/g, ' ')
    expect(text).toMatch(new RegExp(`${title} Published \\d+ \\w+ \\d{4} 1 1 1 100\\.0%`))
    expect(text).toContain(`Nora Byrne ${title} Used`)
    expect(await figuresOf(product, title)).toEqual({ views: 1, redemptions: 1, uses: 1, counted: 1 })
  })
  live.print()
})

/** What the database itself has of a coupon: its daily figures, and how many of its uses count. */
async function figuresOf(product: Product, coupon: string): Promise<unknown> {
  const [figures] = await sql(
    product,
    `select sum(d.views)::int as views, sum(d.redemptions)::int as redemptions, sum(d.uses)::int as uses,
       (select count(*)::int from public.uses u join public.redemptions r on r.id = u.redemption_id where r.coupon_id = c.id and u.status = 'counted') as counted
     from public.coupons c join public.interaction_daily d on d.coupon_id = c.id where c.title = $1 group by c.id`,
    [coupon],
  )
  return figures
}
