import type { Locator, Page } from '@playwright/test'
import { newCoupon, newHotel, newPerson } from '../fixtures/api.ts'
import { expect, test } from '../fixtures/test.ts'
import { signIn } from './steps.ts'

test('from finding to the wallet by keys alone, and said to who cannot see', async ({ open, product }) => {
  const coupon = 'Quiet hour of keys'
  await newCoupon(product, await newHotel(await newPerson(product, 'Keeper'), 'Hotel of Keys'), coupon)
  const page = await open('guest')
  await signIn(page, (await newPerson(product, 'Kay')).account)
  await page.goto('/')

  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('searchbox', { name: 'Search coupons' }))
  await page.keyboard.type('quiet keys')
  await expect(page.getByTestId('found')).toHaveText('1 coupon')
  await tabTo(page, page.getByRole('region', { name: 'Results' }).getByRole('link', { name: coupon }))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/coupon/**')
  await expect(page).toHaveTitle('Coupon · Hotel Coupons')
  await expect(page.locator('#content')).toBeFocused()

  await tabTo(page, page.getByRole('switch', { name: 'Follow Hotel of Keys' }))
  await page.keyboard.press('Space')
  await expect(page.getByRole('switch', { name: 'Follow Hotel of Keys' })).not.toBeChecked()
  await tabTo(page, page.getByRole('button', { name: 'Redeem', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('code')).toBeVisible()
  await expect(page.getByRole('img', { name: /^QR code of / })).toBeVisible()

  await tabTo(page, page.getByRole('navigation').getByRole('link', { name: 'Wallet' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('main').getByRole('link', { name: coupon }))
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('code')).toBeVisible()
})

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((one) => one === document.activeElement)) return
  }
  throw new Error(`never reached: ${String(target)}`)
}
