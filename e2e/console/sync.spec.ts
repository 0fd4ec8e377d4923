import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { formatCode } from '../../core/domain/code.ts'
import { expectAccessible } from '../fixtures/axe.ts'
import { newCoupon, newHotel, newPerson, redeem } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import { expect, test } from '../fixtures/test.ts'
import { checkCode, signIn } from './steps.ts'

/** While the panel is open the button beneath it has no name for assistive technology, only its attribute. */
const syncStatus = (page: Page) => page.getByTestId('sync-status')
const panel = (page: Page) => page.getByTestId('sync-panel')

/** The sync explains itself: what it is about, what waits, what was refused and what can be done about it. */
test('S13, S26: what waits and what was refused is shown, corrected and sent', async ({ open, product }) => {
  const [owner, guest] = await Promise.all([newPerson(product, 'Sorcha'), newPerson(product, 'Fionn')])
  const hotel = await newHotel(owner, 'Hotel of Second Thoughts')
  const coupon = await newCoupon(product, hotel, 'A late breakfast')
  const [wrong, right] = [await redeem(guest, coupon), await redeem(guest, await newCoupon(product, hotel, 'An early supper'))]
  const page = await open('hotelier')
  await signIn(page, owner.account)
  await expect(syncStatus(page)).toHaveAccessibleName('Sync: Up to date')
  await page.context().setOffline(true)
  await expect(syncStatus(page)).toHaveAccessibleName('Sync: Offline')
  await checkCode(page, wrong.code)
  await page.getByRole('button', { name: 'Use it', exact: true }).click()
  await expect(page.locator('[data-verdict=used]')).toBeVisible()

  await test.step('offline it says what waits, and until when that may go on', async () => {
    await syncStatus(page).click()
    await expect(panel(page)).toContainText('The cloud can’t be reached. You can work on')
    await expect(panel(page)).toContainText('That holds until')
    await expect(panel(page)).toContainText(`Use code ${formatCode(wrong.code)}`)
    await expect(panel(page)).not.toContainText('one copy only')
    await expectAccessible(page, 'the panel, offline')
  })

  await test.step('what waits can be saved to a file', async () => {
    const download = page.waitForEvent('download')
    await panel(page).getByRole('button', { name: 'Save what waits to a file' }).click()
    const file = JSON.parse(await readFile(await (await download).path(), 'utf8')) as { commands: { name: string }[] }
    expect(file.commands.map(({ name }) => name)).toEqual(['use_code'])
    await panel(page).getByTestId('outbox-file').setInputFiles({ name: 'outbox.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) })
    await expect(page.getByText('Everything in the file was here already', { exact: true })).toBeVisible()
  })

  await test.step('refused it is corrected, and counts', async () => {
    await query(product, `update public.coupons set status = 'archived', archived_at = now() - interval '1 hour' where id = $1`, [coupon])
    await page.context().setOffline(false)
    await expect(syncStatus(page)).toHaveAttribute('aria-label', 'Sync: 1 refused')
    await expect(panel(page)).toContainText('Nothing is lost: correct it, try again, or discard it.')
    await expectAccessible(page, 'the panel, with something refused')
    await panel(page).getByRole('button', { name: 'Correct', exact: true }).click()
    await panel(page).getByLabel('The right code').fill(formatCode(right.code))
    await panel(page).getByRole('button', { name: 'Send', exact: true }).click()
    await expect(panel(page)).toContainText('Everything done on this device has reached the cloud.')
    await expect(syncStatus(page)).toHaveAttribute('aria-label', 'Sync: Up to date')
    expect(await query(product, 'select status from public.uses where redemption_id = $1', [right.id])).toEqual([{ status: 'counted' }])
  })
})

/** A browser that finds its database damaged begins an empty one and says nothing; so does somebody who clears it. */
test('S7: what waited when the local data were lost is put back, said, and sent', async ({ open, product }) => {
  const [owner, guest] = await Promise.all([newPerson(product, 'Ronan'), newPerson(product, 'Nuala')])
  const hotel = await newHotel(owner, 'Hotel of Lost Property')
  const { id, code } = await redeem(guest, await newCoupon(product, hotel, 'A lost umbrella'))
  const page = await open('hotelier')
  await signIn(page, owner.account)
  await expect(syncStatus(page)).toHaveAccessibleName('Sync: Up to date')
  // The commands can't go, and everything else can.
  await page.route('**/rpc/use_code', (route) => route.abort())
  await checkCode(page, code)
  await page.getByRole('button', { name: 'Use it', exact: true }).click()
  await expect(page.locator('[data-verdict=used]')).toBeVisible()
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) if (name?.startsWith('hotel-coupons:')) indexedDB.deleteDatabase(name)
  })
  await page.unroute('**/rpc/use_code')
  await page.reload()
  await syncStatus(page).click()
  await expect(panel(page)).toContainText('The data kept on this device had been lost')
  await expect(panel(page)).toContainText('One thing that waited was put back.')
  await expect(syncStatus(page)).toHaveAttribute('aria-label', 'Sync: Up to date')
  expect(await query(product, 'select status from public.uses where redemption_id = $1', [id])).toEqual([{ status: 'counted' }])
})
