import { expect, type Page } from '@playwright/test'
import type { Account } from '../fixtures/accounts.ts'

/** Signs a hotelier in; the desk is the first page. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto('/')
  await enter(page, account)
  await page.getByRole('heading', { name: 'Desk', level: 1, exact: true }).waitFor()
}

/** Fills in the sign-in that is on the page, whatever its language, and waits until the console is there. */
export async function enter(page: Page, account: Account): Promise<void> {
  await page.locator('input[name=email]').fill(account.email)
  await page.locator('input[name=password]').fill(account.password)
  await page.locator('main form button[type=submit]').click()
  await page.getByTestId('sync-status').waitFor()
}

/** Opens a page of the console by its link in the navigation. */
export async function openPage(page: Page, name: 'Desk' | 'Dashboard' | 'Coupons' | 'Redemptions' | 'Reports' | 'Conflicts' | 'Team' | 'Audit log' | 'Settings'): Promise<void> {
  await page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: new RegExp(`^${name}`) }).click()
  await page.getByRole('heading', { name, level: 1, exact: true }).waitFor()
}

/** Checks a code at the desk and leaves its verdict on the page. */
export async function checkCode(page: Page, code: string): Promise<void> {
  const box = page.getByLabel('Code', { exact: true })
  await box.fill(code)
  await box.press('Enter')
}

/** Checks a code at the desk and uses it. */
export async function useCode(page: Page, code: string): Promise<void> {
  await checkCode(page, code)
  await page.getByRole('button', { name: 'Use it', exact: true }).click()
}

/** The button that says how the sync stands. */
export const syncStatus = (page: Page) => page.getByTestId('sync-status')

/** Waits until the desk has the hotel's rows and everything it loads ahead. */
export async function offlineReady(page: Page): Promise<void> {
  await expect(syncStatus(page)).toHaveAccessibleName('Sync: Up to date')
  await page.waitForFunction(() => performance.getEntriesByType('mark').some(({ name }) => name === 'ready-for-offline'))
}
