import { readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { extractPages } from '../../core/report/extract-text.ts'
import { addMember, call, newCoupon, newHotel, newPerson, redeem, type Person } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import type { Product } from '../fixtures/product.ts'
import { expect, test } from '../fixtures/test.ts'
import { openPage, signIn } from './steps.ts'

/** A hotel whose books have a use, one that was taken back, and one that came twice. */
async function newBooks(product: Product): Promise<{ owner: Person; clerk: Person; hotel: string }> {
  const [owner, clerk, guest, other] = await Promise.all(['Aoife Quinn', 'Desk Dan', 'Zoë Łącka', 'Nikos Παπάς'].map((name) => newPerson(product, name)))
  const hotel = await newHotel(owner!, 'Hotel of good books')
  await addMember(product, hotel, clerk!, 'desk')
  const [breakfast, tea] = [await newCoupon(product, hotel, 'Breakfast by the sea'), await newCoupon(product, hotel, 'Tea for two')]
  const use = async (code: string, minutesAgo: number) =>
    call<{ kind: string; use_id: string }>(owner!, 'use_code', { hotel, code, command_id: crypto.randomUUID(), happened_at: new Date(Date.now() - minutesAgo * 60_000).toISOString() })
  const first = await redeem(guest!, breakfast)
  await use(first.code, 0)
  await use(first.code, 1)
  const { use_id } = await use((await redeem(guest!, tea)).code, 0)
  await call(owner!, 'undo_use', { command_id: crypto.randomUUID(), hotel, use: use_id, reason: 'Wrong guest' })
  await redeem(other!, tea)
  return { owner: owner!, clerk: clerk!, hotel }
}

async function saved(page: Page, button: string): Promise<Buffer> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  return readFile(await (await download).path())
}

const textOf = (bytes: Buffer) => extractPages(new Uint8Array(bytes), (data) => new Uint8Array(inflateSync(data))).join('\n').replaceAll(/\s+/g, ' ')

async function ledgerOf(product: Product, hotel: string) {
  const [row] = await query<{ redemptions: number; gross: number; undone: number; net: number; conflicts: number }>(
    product,
    `select (select count(*)::int from public.redemptions where hotel_id = $1) as redemptions,
       count(*) filter (where status in ('counted', 'undone'))::int as gross, count(*) filter (where status = 'undone')::int as undone,
       count(*) filter (where status = 'counted')::int as net, count(*) filter (where status = 'conflict')::int as conflicts
     from public.uses where hotel_id = $1`,
    [hotel],
  )
  return row
}

test('a report holds the parts and coupons that were chosen, agrees with the books, and is shared with the team', async ({ open, product }) => {
  const { owner, clerk, hotel } = await newBooks(product)
  const page = await open('hotelier')
  await signIn(page, owner.account)
  await openPage(page, 'Reports')
  await page.getByRole('button', { name: 'Today' }).click()

  await test.step('the books agree with the database', async () => {
    await page.getByRole('button', { name: 'Make PDF' }).click()
    const text = textOf(await saved(page, 'Save PDF'))
    expect(await ledgerOf(product, hotel)).toEqual({ redemptions: 3, gross: 2, undone: 1, net: 1, conflicts: 1 })
    expect(text).toContain('Used at the desk (gross) 2 Taken back (undone) -1 Conflicts to be settled; not counted 1 Conflicts settled; not counted 0 Counted (net) 1')
    expect(text).toContain('Wrong guest')
    for (const name of ['Zoë Łącka', 'Nikos Παπάς']) expect(text).toContain(name)
  })

  await test.step('the same figures for a spreadsheet', async () => {
    const csv = (await saved(page, 'Save CSV')).toString('utf8')
    expect(csv.split('\r\n')).toContain('Counted (net),1')
    expect(csv).toContain('Nikos Παπάς,Tea for two,Redeemed')
  })

  await test.step('some parts, some coupons', async () => {
    await page.getByRole('button', { name: 'Whole report' }).click()
    for (const part of ['Summary with funnel', 'Views, redemptions and uses by day and coupon', 'Conflicts, undone uses, gross and net']) await page.getByRole('checkbox', { name: part }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Coupons', exact: true }).click()
    await page.getByRole('option', { name: 'Tea for two' }).click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Make PDF' }).click()
    const text = textOf(await saved(page, 'Save PDF'))
    expect(text).toContain('Only: Tea for two')
    expect(text).not.toContain('Breakfast')
    expect(text).not.toContain('From view to use')
  })

  await test.step('it is shared, and the others are told', async () => {
    await page.getByRole('button', { name: 'Share with the team' }).first().click()
    await expect(page.getByTestId('report-ready')).toContainText('Shared')
    const [told] = await query<{ count: number }>(product, `select count(*)::int from public.notifications where kind = 'report-saved' and user_id = $1`, [clerk.id])
    expect(told?.count).toBe(1)
    const desk = await open('hotelier')
    await signIn(desk, clerk.account)
    await openPage(desk, 'Reports')
    await expect(desk.getByTestId('past-reports').getByRole('listitem')).toContainText(['Shared by the team'])
  })

  await test.step('those made before open without network', async () => {
    await page.context().setOffline(true)
    const past = page.getByTestId('past-reports')
    await expect(past.getByRole('listitem')).toHaveCount(2)
    await past.getByRole('button', { name: /^Open/ }).last().click()
    await expect(page.getByRole('dialog', { name: /^Preview of/ }).locator('iframe')).toHaveAttribute('src', /^blob:/)
    await page.context().setOffline(false)
  })
})

test('a monthly report makes itself, once, and is shared', async ({ open, product }) => {
  const owner = await newPerson(product, 'Niamh Roche')
  const hotel = await newHotel(owner, 'Hotel of the month')
  const page = await open('hotelier')
  await signIn(page, owner.account)
  await openPage(page, 'Reports')
  await page.getByLabel('Make by itself').click()
  await page.getByRole('option', { name: 'Every month' }).click()
  await expect(page.getByTestId('past-reports').getByRole('listitem')).toContainText(['Shared'])
  await page.reload()
  await expect(page.getByTestId('past-reports').getByRole('listitem')).toHaveCount(1)
  const rows = await query<{ days: string }>(product, `select (to_day - from_day + 1)::text as days from public.reports where hotel_id = $1`, [hotel])
  expect(rows).toHaveLength(1)
  expect(Number(rows[0]?.days)).toBeGreaterThan(27)
})
