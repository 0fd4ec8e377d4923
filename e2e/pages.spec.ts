import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { checkCode, signIn as signInHotelier } from './console/steps.ts'
import { accounts } from './fixtures/accounts.ts'
import { expectAccessible } from './fixtures/axe.ts'
import { sql } from './fixtures/product.ts'
import { expect, test } from './fixtures/test.ts'
import { signIn as signInGuest, signUp } from './guest/steps.ts'

/** Where `npm run shots` keeps a picture of each page; without it nothing is written. */
const album = process.env.SHOTS

/** Every page with nothing in it and with a lot, in both themes and on a phone and a desk: it shows, and axe finds nothing grave. */
for (const theme of ['light', 'dark'] as const) {
  test(`the companion's public pages, ${theme}`, async ({ open }) => {
    const page = await open('guest', { dark: theme === 'dark' })
    for (const path of ['/', '/?q=nothing-has-these-words', '/sign-in', '/sign-up', '/recover', '/new-password', '/wallet']) await look(page, 'guest', path, theme)
    await page.goto('/')
    await page.getByRole('region', { name: 'Results' }).getByRole('link').first().click()
    await look(page, 'guest', null, theme, 'coupon')
  })

  test(`the companion of a guest, ${theme}`, async ({ open }) => {
    const full = await open('guest', { dark: theme === 'dark' })
    await signInGuest(full, accounts.alex)
    for (const path of ['/wallet', '/notices', '/me']) await look(full, 'guest', path, theme)
    await full.goto('/wallet')
    await full.getByRole('main').getByRole('listitem').first().click()
    await full.waitForURL('**/wallet/**')
    await look(full, 'guest', null, theme, 'code')
    const empty = await open('guest', { dark: theme === 'dark' })
    await signUp(empty, 'Ana', `ana-${theme}@user.com`)
    for (const path of ['/wallet', '/notices', '/me']) await look(empty, 'guest-empty', path, theme)
  })

  test(`the console, ${theme}`, async ({ open }) => {
    const page = await open('hotelier', { dark: theme === 'dark' })
    await page.goto('/')
    await look(page, 'console', null, theme, 'sign-in')
    await signInHotelier(page, accounts.barcelona)
    for (const path of ['/#/desk', '/#/coupons', '/#/coupons/new', '/#/redemptions', '/#/reports']) await look(page, 'console', path, theme)
    await page.goto('/#/coupons')
    await page.getByRole('row').nth(2).getByRole('link').click()
    await look(page, 'console', null, theme, 'editor')
  })
}

test('a code in the wallet and its verdict at the desk', async ({ open, product }) => {
  // The coupon's afternoon hours would make the verdict depend on when this runs.
  await sql(product, `update public.coupons set hours_from = null, hours_to = null, weekdays = null where title = 'Afternoon tea for two'`)
  const guest = await open('guest')
  await signInGuest(guest, accounts.alex)
  await guest.goto('/wallet')
  await guest.getByRole('main').getByRole('listitem').filter({ hasText: 'Dublin Hotel' }).click()
  const code = await guest.getByTestId('code').innerText()
  await look(guest, 'guest', null, 'light', 'showcase')
  const hotelier = await open('hotelier')
  await signInHotelier(hotelier, accounts.dublin)
  await checkCode(hotelier, code)
  await expect(hotelier.locator('[data-verdict=valid]')).toBeVisible()
  await look(hotelier, 'console', null, 'light', 'showcase')
})

const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } }

async function look(page: Page, who: string, path: string | null, theme: string, name = path?.replaceAll(/\W+/g, '-') ?? ''): Promise<void> {
  if (path) await page.goto(path)
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    await expect(page.getByRole('heading', { level: 1 }), `${who} ${name}`).toHaveCount(1)
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await page.waitForLoadState('networkidle')
    await expectAccessible(page, `${who} ${name}, ${theme}, ${size}`)
    if (!album) continue
    mkdirSync(album, { recursive: true })
    await page.screenshot({ path: `${album}/${who}-${name}-${size}-${theme}.png` })
  }
}
