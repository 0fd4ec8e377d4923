import { randomUUID } from 'node:crypto'
import type { Locator } from '@playwright/test'
import { formatCode } from '../../core/domain/code.ts'
import { expectAccessible } from '../fixtures/axe.ts'
import { addMember, call, newCoupon, newHotel, newPerson, redeem, type Person } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import type { Product } from '../fixtures/product.ts'
import { expect, test } from '../fixtures/test.ts'
import { signIn as signInGuest } from '../guest/steps.ts'
import { checkCode, offlineReady, openPage, signIn, syncStatus, useCode } from './steps.ts'

test('offline, what this desk cannot know is said, and accepted only where the hotel takes the risk', async ({ open, product }) => {
  const { hotel, owner, guest } = await scene(product, 'Hotel of Risks')
  const [known, strict] = [await newCoupon(product, hotel, 'A known coupon'), await newCoupon(product, hotel, 'Only online')]
  await query(product, 'update public.coupons set online_only = true where id = $1', [strict])
  const [first, second] = [await redeem(guest, known), await redeem(guest, strict)]
  const page = await open('hotelier')
  await signIn(page, owner.account)
  await offlineReady(page)
  await page.context().setOffline(true)
  // Redeemed while the desk hears nothing.
  const [late, later] = [await redeem(await newPerson(product, 'Róisín'), known), await redeem(await newPerson(product, 'Fionn'), known)]

  await test.step('a coupon that needs the network', async () => {
    await checkCode(page, second.code)
    await expectFace(page.getByTestId('verdict'), 'valid-online-only', 'Needs the network')
    await expect(page.getByRole('button', { name: 'Use it', exact: true })).toHaveCount(0)
    await expectAccessible(page, 'needs the network')
  })
  await test.step('an unknown code is not accepted', async () => {
    await checkCode(page, late.code)
    await expectFace(page.getByTestId('verdict'), 'unknown-offline', 'Not known to this desk yet')
    await expect(page.getByRole('button', { name: /Use it|own risk/ })).toHaveCount(0)
    await expectAccessible(page, 'not known to this desk')
  })

  // The rule is in the cloud before the desk asks, so that the desk has it once it is up to date.
  await call(owner, 'update_hotel', { command_id: randomUUID(), hotel: { id: hotel, accept_unknown_offline: true } })
  await page.context().setOffline(false)
  await expect(syncStatus(page)).toHaveAccessibleName('Sync: Up to date')
  await page.getByRole('button', { name: 'Next code', exact: true }).click()
  await page.context().setOffline(true)
  const undone: string[] = []
  const last = await redeem(await newPerson(product, 'Dara'), known)
  await test.step('at the hotel’s risk it is, never by one Enter, and looks like no use', async () => {
    await checkCode(page, last.code)
    await page.keyboard.press('Enter')
    await expectFace(page.getByTestId('verdict'), 'unknown-offline', 'Not known to this desk yet')
    await page.getByRole('button', { name: 'Accept at own risk', exact: true }).click()
    await expectFace(page.getByTestId('verdict'), 'used-at-risk', 'Accepted at own risk, not yet confirmed')
    await expectAccessible(page, 'accepted at own risk')
    await expect(page.getByTestId('recent-uses').getByRole('listitem').first()).toContainText('Not yet confirmed')
    await checkCode(page, last.code)
    await expectFace(page.getByTestId('verdict'), 'already-used', 'Already used')
  })
  await test.step('what was taken by mistake is given back before the cloud has heard of it, and can be used again', async () => {
    const wrong = await redeem(await newPerson(product, 'Cillian'), known)
    await checkCode(page, wrong.code)
    await page.getByRole('button', { name: 'Accept at own risk', exact: true }).click()
    await expectFace(page.getByTestId('verdict'), 'used-at-risk', 'Accepted at own risk, not yet confirmed')
    await page.getByRole('button', { name: `Undo the use by Code ${formatCode(wrong.code)}` }).click()
    await page.getByLabel('Reason').fill('The wrong guest')
    await page.getByRole('dialog').getByRole('button', { name: 'Undo the use', exact: true }).click()
    await expect(page.getByTestId('recent-uses').getByText(formatCode(wrong.code))).toHaveCount(0)
    await expect(page.getByTestId('verdict'), 'what was taken back no longer stands there as used').toHaveCount(0)
    await checkCode(page, wrong.code)
    await expectFace(page.getByTestId('verdict'), 'unknown-offline', 'Not known to this desk yet')
    await useCode(page, first.code)
    await page.getByRole('button', { name: 'Undo the use by Sinéad' }).click()
    await page.getByLabel('Reason').fill('Next time')
    await page.getByRole('dialog').getByRole('button', { name: 'Undo the use', exact: true }).click()
    await expect(page.getByTestId('verdict')).toHaveCount(0)
    await checkCode(page, first.code)
    await expectFace(page.getByTestId('verdict'), 'valid', 'Valid')
    await page.getByRole('button', { name: 'Use it', exact: true }).click()
    await expectFace(page.getByTestId('verdict'), 'used-offline', 'Accepted offline, not yet confirmed')
    undone.push(wrong.id)
  })
  await test.step('the network returns: the guest’s name is there, and the use counted once', async () => {
    await page.context().setOffline(false)
    await expect(page.getByTestId('recent-uses').getByRole('listitem').filter({ hasText: 'Dara' })).toBeVisible()
    await expect(page.getByTestId('recent-uses').getByText('Not yet confirmed')).toHaveCount(0)
    const usesOf = (...ids: string[]) => query(product, `select status, reason from public.uses where redemption_id = any($1) order by happened_at`, [ids])
    expect(await usesOf(last.id, late.id, later.id)).toEqual([{ status: 'counted', reason: null }])
    expect(await usesOf(...undone)).toEqual([{ status: 'undone', reason: 'The wrong guest' }])
    expect(await usesOf(first.id)).toEqual([{ status: 'undone', reason: 'Next time' }, { status: 'counted', reason: null }])
  })
})

test('a use is found by name, undone with a reason, and is back in the guest’s wallet at once', async ({ open, product }) => {
  const { hotel, owner, guest } = await scene(product, 'Hotel of Second Thoughts')
  const clerk = await newPerson(product, 'Conor')
  await addMember(product, hotel, clerk, 'desk')
  const { code, id } = await redeem(guest, await newCoupon(product, hotel, 'Dinner by the fire'))
  const [page, wallet] = [await open('hotelier'), await open('guest')]
  await signInGuest(wallet, guest.account)
  await wallet.goto('/wallet')
  await expect(wallet.getByRole('main').getByRole('listitem').filter({ hasText: 'Dinner by the fire' })).toBeVisible()
  await signIn(page, owner.account)
  await useCode(page, code)
  await expect(page.locator('[data-face=used]')).toBeVisible()
  await expect(wallet.getByRole('main').getByRole('listitem').filter({ hasText: 'Dinner by the fire' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Next code', exact: true }).click()
  await test.step('words begin a new question: what was said of the last ones goes, and nothing found is said', async () => {
    await checkCode(page, 'Hello there')
    await expectFace(page.getByTestId('verdict'), 'malformed-code', 'Mistyped')
    await page.getByLabel('Code', { exact: true }).fill('Nobody At All')
    await expect(page.getByTestId('verdict')).toHaveCount(0)
    await expect(page.getByTestId('found')).toContainText('Nothing found')
  })
  await page.getByLabel('Code', { exact: true }).fill('sinead fire')
  await expect(page.getByTestId('found').getByRole('listitem')).toContainText('Sinéad')
  await expect(page.getByTestId('found').getByRole('listitem')).toContainText('Used')
  await expectAccessible(page, 'found by name')
  await page.getByRole('button', { name: 'Undo the use by Sinéad' }).click()
  await page.getByRole('button', { name: 'Undo the use', exact: true }).click()
  await expect(page.getByText('Say why. It stays in the books.')).toBeVisible()
  await page.getByLabel('Reason').fill('The kitchen was closed')
  await expectAccessible(page, 'undoing a use')
  await page.getByRole('button', { name: 'Undo the use', exact: true }).click()
  await expect(wallet.getByRole('main').getByRole('listitem').filter({ hasText: 'Dinner by the fire' })).toBeVisible()
  expect(await query(product, 'select status, reason from public.uses where redemption_id = $1', [id])).toEqual([{ status: 'undone', reason: 'The kitchen was closed' }])
  await expect(page.getByLabel('Code', { exact: true }), 'what was asked since stays').toHaveValue('sinead fire')

  await test.step('who works at the desk has no such button', async () => {
    const other = await open('hotelier')
    await other.addInitScript(([name]) => localStorage.setItem('device-name', name ?? ''), [await page.evaluate(() => localStorage.getItem('device-name') ?? '')])
    await signIn(other, clerk.account)
    await useCode(other, code)
    await expect(other.getByTestId('recent-uses')).toContainText('Sinéad')
    await expect(other.getByRole('button', { name: /Undo/ })).toHaveCount(0)
  })
})

test('what two desks took waits for a manager, who closes it with a reason', async ({ open, product }) => {
  const { hotel, owner, guest } = await scene(product, 'Hotel of Conflicts')
  const { code, id } = await redeem(guest, await newCoupon(product, hotel, 'One bottle'))
  const use = (device: string) => call(owner, 'use_code', { command_id: randomUUID(), hotel, code, happened_at: new Date().toISOString(), device })
  await use('Bar')
  const page = await open('hotelier')
  await signIn(page, owner.account)
  await use('Cellar')
  await expect(page.getByLabel('1 open conflicts')).toBeVisible()
  await openPage(page, 'Conflicts')
  const line = page.getByTestId('conflicts').getByRole('listitem')
  await expect(line).toContainText(/This use counts.*Bar.*This one came second.*Cellar/s)
  await expectAccessible(page, 'conflicts')
  await page.context().setOffline(true)
  await line.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByLabel('Reason').fill('Paid at the bar')
  await page.getByRole('button', { name: 'Close the conflict', exact: true }).click()
  await expect(page.getByText('No open conflict')).toBeVisible()
  await page.context().setOffline(false)
  await expect(syncStatus(page)).toHaveAccessibleName('Sync: Up to date')
  expect(await query(product, `select reason from public.uses where redemption_id = $1 and status = 'closed'`, [id])).toEqual([{ reason: 'Paid at the bar' }])
})

async function scene(product: Product, name: string): Promise<{ hotel: string; owner: Person; guest: Person }> {
  const [owner, guest] = await Promise.all([newPerson(product, 'Maeve'), newPerson(product, 'Sinéad')])
  return { owner, guest, hotel: await newHotel(owner, name) }
}

async function expectFace(verdict: Locator, face: string, title: string): Promise<void> {
  await expect(verdict).toHaveAttribute('data-face', face)
  await expect(verdict.getByRole('heading')).toHaveText(title)
}
