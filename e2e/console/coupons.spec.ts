import { readFile } from 'node:fs/promises'
import { expectAccessible } from '../fixtures/axe.ts'
import { newCoupon, newHotel, newPerson } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import { expect, test } from '../fixtures/test.ts'
import { openPage, signIn, syncStatus } from './steps.ts'

test('coupons are imported all or none, exported, sorted, marked, paused and archived together', async ({ open, product }) => {
  const owner = await newPerson(product, 'Maeve')
  const hotel = await newHotel(owner, 'Hotel of Lists')
  for (const title of ['Beta', 'Alpha', '=cmd|calc']) await newCoupon(product, hotel, title)
  const page = await open('hotelier')
  await signIn(page, owner.account)
  await openPage(page, 'Coupons')
  await expect(page.getByText('3 coupons')).toBeVisible()
  const choose = (name: string) => page.getByRole('button', { name: 'Import and export' }).click().then(() => page.getByRole('menuitem', { name }).click())

  await test.step('out, so that no spreadsheet runs a title', async () => {
    const download = page.waitForEvent('download')
    await choose('Export as CSV')
    const text = await readFile(await (await download).path(), 'utf8')
    expect(text).toContain("'=cmd|calc")
    expect(text).not.toMatch(/(^|,)"?=cmd/m)
  })
  await test.step('in: one wrong line, and nothing is taken', async () => {
    await choose('Import from CSV…')
    const take = (text: string) => page.getByTestId('csv-file').setInputFiles({ name: 'coupons.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await take('title,discount_kind,discount_value\nGamma,percent,10\nDelta,percent,1000\n')
    await expect(page.getByTestId('csv-problems')).toContainText(/Line 3.*discount_value.*A whole number from 1 to 100/s)
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
    await expectAccessible(page, 'an import with a wrong line')
    await take('title,discount_kind,discount_value,blackout_dates\nGamma,percent,10,2099-12-24\nDelta,gift,,\n')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(page.getByText('5 coupons', { exact: true })).toBeVisible()
    await expect(syncStatus(page)).toHaveAccessibleName('Sync: Up to date')
    expect(await query(product, `select title, status, blackout_dates::text from public.coupons where hotel_id = $1 and published_at is null order by title`, [hotel])).toEqual([
      { title: 'Delta', status: 'draft', blackout_dates: null },
      { title: 'Gamma', status: 'draft', blackout_dates: '{2099-12-24}' },
    ])
  })
  await test.step('sorted by a head, marked, and archived at once', async () => {
    await page.getByRole('button', { name: 'Coupon', exact: true }).click()
    await expect(page.locator('tbody tr').nth(0)).toContainText('=cmd|calc')
    await expect(page.locator('tbody tr').nth(1)).toContainText('Alpha')
    for (const title of ['Alpha', 'Gamma']) await page.getByRole('checkbox', { name: `Mark “${title}”` }).click()
    await page.getByRole('button', { name: 'Pause (1)' }).click()
    await expect(page.getByRole('row', { name: /Alpha/ })).toContainText('Paused')
    for (const title of ['Alpha', 'Gamma']) await page.getByRole('checkbox', { name: `Mark “${title}”` }).click()
    await expectAccessible(page, 'marked coupons')
    await page.getByRole('button', { name: 'Archive (2)' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
    await expect(page.getByRole('row', { name: /Gamma/ })).toContainText('Archived')
  })
})

test('what is written is kept as it is written, a coupon is duplicated, its picture cropped, its days off set', async ({ open, product }) => {
  const owner = await newPerson(product, 'Maeve')
  const hotel = await newHotel(owner, 'Hotel of Drafts')
  await newCoupon(product, hotel, 'The original')
  const page = await open('hotelier')
  await signIn(page, owner.account)
  await openPage(page, 'Coupons')
  await page.getByRole('link', { name: 'New coupon' }).click()
  await page.context().setOffline(true)
  await page.getByLabel('Title').fill('Half a thought')
  await page.getByRole('link', { name: 'Back to coupons' }).click()
  await page.context().setOffline(false)
  await page.goto('/#/coupons/new')
  await page.reload()
  await expect(page.getByLabel('Title')).toHaveValue('Half a thought')
  await expect(page.getByTestId('restored')).toContainText('kept on this device and not saved yet')
  await page.getByRole('button', { name: 'Discard them' }).click()
  await expect(page.getByLabel('Title')).toHaveValue('')

  await openPage(page, 'Coupons')
  await page.getByRole('link', { name: 'The original' }).click()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(page.getByLabel('Title')).toHaveValue('The original (copy)')
  await page.getByTestId('picture-file').setInputFiles('supabase/seed/pictures/dublin-fireside.webp')
  await page.getByRole('button', { name: 'Crop' }).click()
  const frame = page.getByRole('application', { name: 'Part of the picture that the card shows' })
  await frame.focus()
  await expectAccessible(page, 'cropping')
  await page.getByRole('slider', { name: 'Zoom' }).press('PageUp')
  await frame.press('ArrowLeft')
  const [upload] = await Promise.all([page.waitForResponse((response) => response.url().includes('/storage/v1/object/coupon-images/')), page.getByRole('button', { name: 'Take this part' }).click()])
  expect(upload.ok()).toBe(true)
  await page.getByLabel('Day', { exact: true }).fill('2099-12-24')
  await page.getByRole('button', { name: 'Add the day' }).click()
  await expect(page.getByRole('button', { name: /Remove Thu,? 24 Dec 2099/ })).toBeVisible()
  await expectAccessible(page, 'an editor with days off')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(syncStatus(page)).toHaveAccessibleName('Sync: Up to date')
  await expect.poll(() => query(product, `select status, blackout_dates::text, image_path is not null as picture from public.coupons where title = 'The original (copy)' and hotel_id = $1`, [hotel])).toEqual([
    { status: 'draft', blackout_dates: '{2099-12-24}', picture: true },
  ])
})
