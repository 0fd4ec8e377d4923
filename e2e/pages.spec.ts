import type { Page } from '@playwright/test'
import { en as consoleWords } from '../renderer/console/app/locales/en.ts'
import { en as guestWords } from '../renderer/guest/app/locales/en.ts'
import { checkCode, enter, signIn as signInHotelier } from './console/steps.ts'
import { accounts } from './fixtures/accounts.ts'
import { newHotel, newPerson } from './fixtures/api.ts'
import { album, expectFaces, settled } from './fixtures/faces.ts'
import { sql } from './fixtures/product.ts'
import { expect, test } from './fixtures/test.ts'
import { signIn as signInGuest } from './guest/steps.ts'
import { bareKeys, expectHandy } from './guest/thumb.ts'

/** Spanish has the longer words; the pictures are of both. */
const languages = album ? (['en', 'es'] as const) : (['es'] as const)

/** Every page with nothing in it and with a lot, in both themes and on a phone and at a desk: it shows, and axe finds nothing grave. */
for (const language of languages) {
  const look = (page: Page, name: string, path?: string) => lookAt(page, `guest-${language}-${name}`, guestWords, language, path)
  const lookAtConsole = (page: Page, name: string, path?: string) => lookAt(page, `console-${language}-${name}`, consoleWords, language, path)

  test(`the companion’s public pages, ${language}`, async ({ open }) => {
    test.setTimeout(240_000)
    const page = speaking(await open('guest'), language)
    await look(page, 'find', '/')
    for (const path of ['/?q=nothing-has-these-words', '/sign-in', '/sign-up', '/recover', '/new-password', '/wallet', '/unsubscribe']) await look(page, `public${path.replaceAll(/\W+/g, '-')}`, path)
    await page.goto('/')
    await page.locator('main article').first().getByRole('link').click()
    await page.waitForURL('**/coupon/**')
    await look(page, 'coupon')
    await page.locator('a[href^="/hotel/"]').click()
    await page.waitForURL('**/hotel/**')
    await look(page, 'hotel')
  })

  test(`the companion of a guest, ${language}`, async ({ open, product }) => {
    test.setTimeout(240_000)
    const full = speaking(await open('guest'), language)
    await signInGuest(full, accounts.alex)
    for (const path of ['/wallet', '/wallet?show=used', '/notices', '/me', '/me/notices', '/me/password', '/me/delete']) await look(full, path.slice(1).replaceAll(/\W+/g, '-'), path)
    await full.goto('/wallet')
    await full.getByRole('main').getByRole('listitem').first().getByRole('link').click()
    await full.waitForURL('**/wallet/**')
    await look(full, 'code')
    const empty = speaking(await open('guest'), language)
    await signInGuest(empty, (await newPerson(product, 'Ana')).account)
    for (const path of ['/wallet', '/notices', '/me']) await look(empty, `empty${path.replace('/', '-')}`, path)
  })

  test(`the console, ${language}`, async ({ open }) => {
    test.setTimeout(240_000)
    const page = speaking(await open('hotelier'), language)
    await page.goto('/')
    await lookAtConsole(page, 'sign-in')
    await enter(page, accounts.barcelona)
    for (const path of ['desk', 'dashboard', 'coupons', 'coupons/new', 'redemptions', 'reports', 'conflicts', 'team', 'audit', 'settings']) await lookAtConsole(page, path.replaceAll('/', '-'), `/#/${path}`)
    await page.goto('/#/coupons')
    await page.getByRole('row').nth(2).getByRole('link').click()
    await page.waitForURL(/coupons\/\w+-/)
    await lookAtConsole(page, 'editor')
    await page.getByTestId('sync-status').click()
    await page.getByRole('dialog').waitFor()
    await expectFaces(page, `console-${language}-sync`)
  })

  // What a newcomer sees is looked at for the pictures; that it works is told by the stories of each page.
  if (album) test(`the console of a new hotel, ${language}`, async ({ open, product }) => {
    test.setTimeout(240_000)
    const page = speaking(await open('hotelier'), language)
    const owner = await newPerson(product, 'Ana')
    await page.goto('/')
    await page.locator('input[name=email]').fill(owner.account.email)
    await page.locator('input[name=password]').fill(owner.account.password)
    await page.locator('main form button[type=submit]').click()
    await page.locator('input[name=city]').waitFor()
    await lookAtConsole(page, 'empty-hotel')
    await newHotel(owner, 'Hotel of Beginnings')
    await page.reload()
    await page.getByTestId('sync-status').waitFor()
    for (const path of ['desk', 'dashboard', 'coupons', 'redemptions', 'reports', 'conflicts', 'audit']) await lookAtConsole(page, `empty-${path}`, `/#/${path}`)
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
  if (album) await expectFaces(guest, 'showcase-guest')
  const hotelier = await open('hotelier')
  await signInHotelier(hotelier, accounts.dublin)
  await checkCode(hotelier, code)
  await expect(hotelier.locator('[data-verdict=valid]')).toBeVisible()
  await expectFaces(hotelier, 'showcase-console')
})

/** A page of a device on which this language was chosen. */
function speaking(page: Page, language: string): Page {
  void page.addInitScript((chosen) => localStorage.setItem('hotel-coupons-language', chosen), language)
  return page
}

async function lookAt(page: Page, name: string, words: object, language: string, path?: string): Promise<void> {
  if (path) await page.goto(path)
  await settled(page, name)
  await expect(page.locator('html'), name).toHaveAttribute('lang', language)
  if (words === guestWords) await expectHandy(page, name, words)
  else expect(await bareKeys(page, words), name).toEqual([])
  await expectFaces(page, name)
}
