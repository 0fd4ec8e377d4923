import { readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { formatCode } from '../../core/domain/code.ts'
import { extractPages } from '../../core/report/extract-text.ts'
import { accounts } from '../fixtures/accounts.ts'
import { newCoupon, newHotel, newPerson, redeem } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import type { Product } from '../fixtures/product.ts'
import { expect, test } from '../fixtures/test.ts'
import { checkCode, offlineReady, openPage, signIn, syncStatus, useCode } from './steps.ts'

const title = 'Afternoon tea for two'

/** A desk in a browser whose network goes in the middle of the day: nothing was opened before but the desk itself. */
test('without network every page opens, a code is used and a report is made; with it the use is confirmed once', async ({ open, product }) => {
  // The coupon's afternoon hours would make the verdict depend on when this runs.
  await query(product, 'update public.coupons set hours_from = null, hours_to = null, weekdays = null where title = $1', [title])
  const page = await open('hotelier')
  const { id, code } = await redeem(await newPerson(product, 'Orla Kavanagh'), await couponId(product))
  await signIn(page, accounts.dublin)
  await offlineReady(page)
  await page.context().setOffline(true)
  await expect(syncStatus(page)).toHaveAccessibleName('Sync: Offline')

  await test.step('every page opens', async () => {
    for (const name of ['Coupons', 'Redemptions', 'Reports', 'Desk'] as const) await openPage(page, name)
    await openPage(page, 'Redemptions')
    await expect(page.getByRole('row', { name: /Orla Kavanagh/ })).toBeVisible()
    await openPage(page, 'Coupons')
    await page.getByRole('link', { name: title }).click()
    await expect(page.getByLabel('Title')).toHaveValue(title)
    await page.getByRole('link', { name: 'Back to coupons' }).click()
    await page.getByRole('link', { name: 'New coupon' }).click()
    await expect(page.getByRole('heading', { name: 'New coupon', level: 1 })).toBeVisible()
  })

  await test.step('the code is used', async () => {
    await openPage(page, 'Desk')
    await checkCode(page, code)
    await expect(page.locator('[data-verdict=valid]')).toContainText('Judged offline')
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-verdict=used]')).toContainText('Accepted offline, not yet confirmed')
    await expect(page.getByTestId('recent-uses').getByRole('listitem').first()).toContainText('Not yet confirmed')
    await expect(syncStatus(page)).toHaveAccessibleName('Sync: Offline · 1 waiting')
    await checkCode(page, code)
    await expect(page.locator('[data-verdict=already-used]')).toBeVisible()
    expect(await usesOf(product, id)).toEqual([])
  })

  await test.step('the report is made', async () => {
    await openPage(page, 'Reports')
    await page.getByRole('button', { name: 'Make PDF' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save PDF' }).click()
    const text = await textOf(await (await download).path())
    expect(text).toContain('not yet confirmed by the cloud: 1.')
    expect(text).toContain('Orla Kavanagh')
  })

  await test.step('the network returns', async () => {
    await page.context().setOffline(false)
    await expect(syncStatus(page)).toHaveAccessibleName('Sync: Up to date')
    await openPage(page, 'Desk')
    await expect(page.getByTestId('recent-uses').getByRole('listitem').first()).toContainText('Orla Kavanagh')
    await expect(page.getByTestId('recent-uses').getByText('Not yet confirmed')).toHaveCount(0)
    expect(await usesOf(product, id)).toEqual(['counted'])
  })
})

/** Two desks, one of them cut off: what it accepted meanwhile is kept as a conflict, and it is told where the first use was. */
test('a code that was used elsewhere meanwhile is refused afterwards, with when and where', async ({ open, product }) => {
  const [owner, guest] = await Promise.all([newPerson(product, 'Gráinne Byrne'), newPerson(product, 'Pat')])
  const coupon = await newCoupon(product, await newHotel(owner, 'Hotel of two desks'), 'One breakfast')
  const { id, code } = await redeem(guest, coupon)
  const [cellar, lobby] = [await open('hotelier'), await open('hotelier')]
  for (const page of [cellar, lobby]) await signIn(page, owner.account)
  await offlineReady(cellar)
  await cellar.context().setOffline(true)
  await useCode(cellar, code)
  await expect(cellar.locator('[data-verdict=used]')).toContainText('Accepted offline')
  await useCode(lobby, code)
  await expect(lobby.locator('[data-verdict=used]')).toContainText('The guest has been told')
  const where = (await lobby.getByText('This desk:').innerText()).replace(/.*(Desk \w{3}).*/s, '$1')

  await cellar.context().setOffline(false)
  await expect(syncStatus(cellar)).toHaveAccessibleName('Sync: 1 refused')
  await syncStatus(cellar).click()
  await expect(cellar.getByRole('dialog')).toContainText(`Use code ${formatCode(code)}`)
  await expect(cellar.getByRole('dialog')).toContainText(new RegExp(`Already used\\. Used on .+ by Gráinne Byrne at ${where}\\.`))
  await cellar.getByRole('button', { name: 'Discard', exact: true }).click()
  await expect(cellar.getByRole('dialog')).toContainText('Everything done on this device has reached the cloud.')
  expect((await usesOf(product, id)).toSorted()).toEqual(['conflict', 'counted'])
})

async function couponId(product: Product): Promise<string> {
  const [coupon] = await query<{ id: string }>(product, 'select id from public.coupons where title = $1', [title])
  return coupon?.id ?? ''
}

async function usesOf(product: Product, redemption: string): Promise<string[]> {
  const uses = await query<{ status: string }>(product, 'select status from public.uses where redemption_id = $1', [redemption])
  return uses.map(({ status }) => status)
}

async function textOf(path: string): Promise<string> {
  return extractPages(new Uint8Array(await readFile(path)), data => new Uint8Array(inflateSync(data))).join('\n')
}
