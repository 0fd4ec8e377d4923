import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { formatCode } from '../../core/domain/code.ts'
import { expectAccessible } from '../fixtures/axe.ts'
import { newCoupon, newHotel, newPerson, redeem } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import { expect, test } from '../fixtures/test.ts'
import { offlineReady, signIn, useCode } from './steps.ts'

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
  await useCode(page, wrong.code)
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
  await useCode(page, code)
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

/** A disk that is full is no reason to lose a use, nor to say that it was kept. */
test('S7: a use that finds no room on the device is not said to be kept, what waited stays, and with room it goes on', async ({ open, product }) => {
  const [owner, guest] = await Promise.all([newPerson(product, 'Gearóid'), newPerson(product, 'Bríd')])
  const hotel = await newHotel(owner, 'Hotel of Little Room')
  const [first, second] = [await redeem(guest, await newCoupon(product, hotel, 'A small drawer')), await redeem(guest, await newCoupon(product, hotel, 'A large trunk'))]
  const page = await open('hotelier')
  const giveRoom = await roomOf(page, product.consoleUrl)
  await giveRoom(4 * 2 ** 20)
  await signIn(page, owner.account)
  await offlineReady(page)
  await page.context().setOffline(true)
  await useCode(page, first.code)
  await expect(page.locator('[data-face=used-offline]')).toBeVisible()

  await test.step('without room it is said, and what waited stays', async () => {
    await page.evaluate(fillUp)
    await useCode(page, second.code)
    await expect(page.getByRole('main').getByRole('alert')).toContainText('There is no space left on this device.')
    await expect(syncStatus(page)).toHaveAttribute('aria-label', 'Sync: Device full')
    await syncStatus(page).click()
    await expect(panel(page)).toContainText('This device is full')
    await expect(panel(page)).toContainText(`Use code ${formatCode(first.code)}`)
    await expect(panel(page)).not.toContainText(`Use code ${formatCode(second.code)}`)
    await expectAccessible(page, 'the panel, without room')
    await page.keyboard.press('Escape')
  })
  await test.step('with room again the same code is used, and both count', async () => {
    await giveRoom(2 ** 30)
    await useCode(page, second.code)
    await expect(page.locator('[data-face=used-offline]')).toBeVisible()
    await expect(syncStatus(page)).toHaveAccessibleName('Sync: Offline · 2 waiting')
    await page.context().setOffline(false)
    await expect(syncStatus(page)).toHaveAccessibleName('Sync: Up to date')
    expect(await query(product, 'select status from public.uses where redemption_id = any($1)', [[first.id, second.id]])).toEqual([{ status: 'counted' }, { status: 'counted' }])
  })
})

/** Has the browser give an app no more room than so many bytes. */
async function roomOf(page: Page, url: string): Promise<(bytes: number) => Promise<void>> {
  const cdp = await page.context().newCDPSession(page)
  return async (quotaSize) => void (await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(url).origin, quotaSize }))
}

/** Runs in the page: leaves no room in the browser's storage for another row. */
async function fillUp(): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('ballast')
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('stones', { autoIncrement: true }))
    opening.addEventListener('success', () => resolve(opening.result))
  })
  const fits = (size: number) => new Promise<boolean>((resolve) => {
    const tx = db.transaction('stones', 'readwrite', { durability: 'strict' })
    // What is random can't be made smaller.
    tx.objectStore('stones').put(crypto.getRandomValues(new Uint8Array(size)))
    tx.addEventListener('complete', () => resolve(true))
    tx.addEventListener('abort', () => resolve(false))
  })
  for (let size = 2 ** 16; size >= 64; size /= 4) while (await fits(size)) continue
  db.close()
}
