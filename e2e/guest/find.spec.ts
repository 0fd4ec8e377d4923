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
