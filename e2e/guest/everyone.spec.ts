import type { Locator, Page } from '@playwright/test'
import { en } from '../../renderer/guest/app/locales/en.ts'
import { accounts } from '../fixtures/accounts.ts'
import { newCoupon, newHotel, newPerson } from '../fixtures/api.ts'
import { expectAccessible } from '../fixtures/axe.ts'
import { query } from '../fixtures/database.ts'
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

for (const theme of ['light', 'dark'] as const) {
  test(`every page in Spanish, from right to left and with a thumb, ${theme}`, async ({ open, product }) => {
    test.setTimeout(240_000)
    const page = await open('guest', { dark: theme === 'dark', locale: 'es-ES' })
    for (const path of ['/', '/?q=nada-tiene-estas-palabras', '/sign-in', '/sign-up', '/recover', '/new-password', '/wallet', '/unsubscribe']) await judge(page, path, theme)
    await page.goto('/')
    await page.getByRole('region', { name: 'Resultados' }).getByRole('link').first().click()
    await judge(page, null, theme)
    await page.locator('a[href^="/hotel/"]').click()
    await judge(page, null, theme)
    await query(product, `update public.profiles set locale = 'en' from auth.users u where u.id = profiles.id and u.email = $1`, [accounts.alex.email])
    await signIn(page, accounts.alex)
    // On a device where nothing was chosen the account's own language goes first, and what is chosen after that.
    await page.goto('/me')
    await expect(page.getByRole('heading', { name: 'Me', level: 1 })).toBeVisible()
    await page.getByText('Español', { exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Cuenta', level: 1 })).toBeVisible()
    for (const path of ['/wallet', '/wallet?show=used', '/notices', '/me', '/me/notices', '/me/password', '/me/delete']) await judge(page, path, theme)
    await page.goto('/wallet')
    await page.getByRole('main').getByRole('listitem').first().getByRole('link').click()
    await judge(page, null, theme)
  })
}

/** A page as it is: in its language, without a bare key, fit for axe, for a thumb, and for a script from right to left. */
async function judge(page: Page, path: string | null, theme: string): Promise<void> {
  if (path) await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 }), path ?? page.url()).toHaveCount(1)
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  await page.waitForLoadState('networkidle')
  const what = `${new URL(page.url()).pathname}, ${theme}`
  await expect(page.locator('html'), what).toHaveAttribute('lang', 'es')
  expect(await bareKeys(page), what).toEqual([])
  expect(await smallTargets(page), what).toEqual([])
  await expectAccessible(page, what)
  await page.evaluate(() => (document.documentElement.dir = 'rtl'))
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${what}: wider than the phone from right to left`).toBe(0)
  await page.evaluate(() => (document.documentElement.dir = 'ltr'))
}

/** Keys that stand on the page in place of their texts. */
async function bareKeys(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => [
    document.title,
    document.body.innerText,
    ...[...document.querySelectorAll('[aria-label], [placeholder], [alt], [title]')].flatMap((one) => ['aria-label', 'placeholder', 'alt', 'title'].map((name) => one.getAttribute(name) ?? '')),
  ].join('\n'))
  return said.match(new RegExp(`\\b(${[...Object.keys(en), 'kit'].join('|')})\\.[a-z][\\w-]*(\\.[\\w-]+)*`, 'g')) ?? []
}

/** What can be pressed and would be missed by a thumb: where 21 px beside its middle something else is hit. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = 'main a[href], main button, main select, main input:not([type=hidden]):not(.hidden), main [role=switch], nav a'
    const isHit = (target: Element, x: number, y: number) => {
      const found = document.elementFromPoint(x, y)
      const label = target.closest('label') ?? ('labels' in target ? (target as HTMLInputElement).labels?.[0] : null)
      return found !== null && (target.contains(found) || found.contains(target) && found !== document.body && found.matches(all + ', label') || label?.contains(found) === true)
    }
    return [...document.querySelectorAll<HTMLElement>(all)].flatMap((target) => {
      if ((target as HTMLButtonElement).disabled || !target.checkVisibility()) return []
      target.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
      const own = target.getBoundingClientRect()
      // A hidden radio is pressed by its label; a card's title by all of the card.
      const { x, y, width, height } = own.width < 2 ? target.closest('label')!.getBoundingClientRect() : own
      const [middleX, middleY] = [x + width / 2, y + height / 2]
      const points = [[0, 0], [21, 0], [-21, 0], [0, 21], [0, -21]] as const
      const missed = points.filter(([dx, dy]) => !isHit(target, middleX + dx, middleY + dy))
      return missed.length > 0 ? [`${target.tagName} ${target.ariaLabel ?? target.innerText.slice(0, 40)} ${Math.round(width)}×${Math.round(height)} ${JSON.stringify(missed)}`] : []
    })
  })
}

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((one) => one === document.activeElement)) return
  }
  throw new Error(`never reached: ${String(target)}`)
}
