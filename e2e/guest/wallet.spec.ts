import type { Page } from '@playwright/test'
import { expectAccessible } from '../fixtures/axe.ts'
import { newCoupon, newHotel, newPerson, redeem } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import { expect, test } from '../fixtures/test.ts'
import { signIn } from './steps.ts'

test('a code works in airplane mode, after a cold start too, and is gone with its guest', async ({ open, product }) => {
  const [ana, ben] = await Promise.all([newPerson(product, 'Ana'), newPerson(product, 'Ben')])
  const title = 'A seat by the window'
  const { id, code } = await redeem(ana, await newCoupon(product, await newHotel(await newPerson(product, 'Keeper'), 'Hotel of Flights'), title))
  const page = await open('guest')
  const shown = code.replace(/^(.{4})(.{4})(.{5})$/, '$1-$2-$3')

  await test.step('the code is large, in groups, and black on white in the dark, too', async () => {
    await signIn(page, ana.account)
    await page.goto('/wallet')
    await page.getByRole('link', { name: title }).click()
    await expect(page.getByTestId('code')).toHaveText(shown)
    await page.emulateMedia({ colorScheme: 'dark' })
    const qr = page.getByTestId('qr')
    await expect(qr.locator('rect')).toHaveAttribute('fill', '#fff')
    expect((await qr.boundingBox())?.width).toBeGreaterThan(340)
  })

  await test.step('without network it is there after a reload and after a cold start', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.context().setOffline(true)
    await page.reload()
    await expect(page.getByTestId('code')).toHaveText(shown)
    const cold = await page.context().newPage()
    await cold.goto(`/wallet/${id}`)
    await expect(cold.getByTestId('code')).toHaveText(shown)
    await expect(cold.getByText('You are offline. Your wallet still works.')).toBeVisible()
    const full = cold.getByRole('dialog')
    for (const close of [() => cold.keyboard.press('Escape'), () => cold.goBack(), () => full.getByRole('button', { name: 'Close', exact: true }).click()]) {
      await cold.getByRole('button', { name: 'Show it on the whole screen' }).click()
      expect((await full.getByTestId('qr').boundingBox())?.width, 'as wide as the phone').toBe(390)
      await close()
      await expect(full).toHaveCount(0)
      await expect(cold).toHaveURL(new RegExp(`/wallet/${id}$`))
    }
    await cold.close()
  })

  await test.step('signing out removes it from the phone, without network, too', async () => {
    await page.getByRole('link', { name: 'Me', exact: true }).click()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.waitForURL(({ pathname }) => pathname === '/')
    expect(await replicasOf(page)).toEqual([])
    await expect.poll(() => journalsOf(page), 'S8: what waited is nowhere').toEqual([])
    await page.goto(`/wallet/${id}`)
    await expect(page.getByRole('heading', { name: 'Your wallet', level: 1 })).toBeVisible()
    await expect(page.getByText(title)).toHaveCount(0)
  })

  await test.step('and another guest on the same phone sees nothing of it', async () => {
    await page.context().setOffline(false)
    await signIn(page, ben.account)
    await page.goto('/wallet')
    await expect(page.getByText('Your wallet is empty')).toBeVisible()
    await page.context().setOffline(true)
    await page.goto(`/wallet/${id}`)
    await expect(page.getByRole('heading', { name: 'Not in your wallet' })).toBeVisible()
    await page.goto('/wallet')
    await expect(page.getByText('Your wallet is empty')).toBeVisible()
    expect((await replicasOf(page)).filter((name) => name.includes(ana.id))).toEqual([])
  })
})

test('what ran out and what the hotel withdrew stand apart, and say why', async ({ open, product }) => {
  const guest = await newPerson(product, 'Cara')
  const hotel = await newHotel(await newPerson(product, 'Keeper'), 'Hotel of Partings')
  const [late, gone] = [await redeem(guest, await newCoupon(product, hotel, 'Last summer')), await redeem(guest, await newCoupon(product, hotel, 'Next summer'))]
  await query(product, `update public.redemptions set redeemed_at = now() - interval '5 days', expires_at = '2026-06-01T23:00:00Z' where id = $1`, [late.id])
  await query(product, `update public.redemptions set status = 'cancelled' where id = $1`, [gone.id])
  const page = await open('guest')
  await signIn(page, guest.account)
  await page.goto('/wallet')
  await expect(page.getByText('Your wallet is empty')).toBeVisible()
  await page.getByRole('link', { name: /^Expired/ }).click()
  const cards = page.getByRole('main').getByRole('listitem')
  await expect(cards.filter({ hasText: 'Last summer' })).toContainText('Expired 1 June')
  await expect(cards.filter({ hasText: 'Next summer' })).toContainText('Cancelled by the hotel')
  await cards.filter({ hasText: 'Next summer' }).getByRole('link').click()
  await expect(page.getByText('The hotel cancelled this coupon.')).toBeVisible()
  await expect(page.getByTestId('code')).toHaveCount(0)
  await expectAccessible(page, 'a cancelled coupon')
})

function replicasOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('hotel-coupons:') ? [name] : [])))
}

/** The files that the outbox is kept in beside the replica. */
const journalsOf = (page: Page): Promise<string[]> =>
  page.evaluate(async () => Array.fromAsync((await navigator.storage.getDirectory()).keys()))
