import type { Page } from '@playwright/test'
import type { Account } from '../fixtures/accounts.ts'

/** Makes an account from the sign-up page and waits until it is in. */
export async function signUp(page: Page, name: string, email: string): Promise<void> {
  await page.goto('/sign-up')
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('a-long-password')
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.waitForURL(url => url.pathname !== '/sign-up')
}

/** Signs a guest in, whatever the page's language, at the address where the product's companion is or at another one. */
export async function signIn(page: Page, account: Account, url = ''): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.locator('input[name=email]').fill(account.email)
  await page.locator('input[name=password]').fill(account.password)
  await page.locator('main form button[type=submit]').click()
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in')
}

/** Waits until the view of a coupon is on the device; gives the milliseconds since it was noted. */
export async function viewNoted(page: Page, coupon: string): Promise<number> {
  const found = await page.waitForFunction(notedAt, coupon)
  return Date.now() - Date.parse((await found.jsonValue())!)
}

/** Whether the view of a coupon waits on the device. */
export const isViewNoted = async (page: Page, coupon: string): Promise<boolean> => (await page.evaluate(notedAt, coupon)) !== null

/** Runs in the page: when a view of the coupon was noted. */
function notedAt(coupon: string): string | null {
  const events = Object.keys(localStorage)
    .filter((key) => key.startsWith('hotel-coupons-views.'))
    .flatMap((key) => JSON.parse(localStorage.getItem(key) ?? '[]') as { coupon: string; at: string }[])
  return events.find((one) => one.coupon === coupon)?.at ?? null
}
