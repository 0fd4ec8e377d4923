import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../fixtures/axe.ts'
import { addMember, call, newCoupon, newHotel, newPerson, redeem } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import { expect, test } from '../fixtures/test.ts'
import { checkCode, offlineReady, openPage, signIn, syncStatus } from './steps.ts'

test('who redeemed and used what, when, by whom and where; and what it comes to, also offline', async ({ open, product }) => {
  const [owner, clerk, sinead, tadhg, fionn] = await Promise.all([newPerson(product, 'Maeve'), newPerson(product, 'Conor Walsh'), newPerson(product, 'Sinéad'), newPerson(product, 'Tadhg'), newPerson(product, 'Fionn')])
  const hotel = await newHotel(owner, 'Hotel of Figures')
  await addMember(product, hotel, clerk, 'desk')
  const [supper, sauna] = [await newCoupon(product, hotel, 'Supper'), await newCoupon(product, hotel, 'Sauna')]
  const [taken, waiting, over] = [await redeem(sinead, supper), await redeem(tadhg, sauna), await redeem(fionn, sauna)]
  await call(clerk, 'use_code', { command_id: randomUUID(), hotel, code: taken.code, happened_at: new Date().toISOString(), device: 'Cellar bar' })
  await query(product, `update public.redemptions set redeemed_at = now() - interval '20 days', expires_at = now() - interval '9 days' where id = $1`, [over.id])
  // Of days on which the schedule has nothing more to count.
  await query(product, `insert into public.interaction_daily (coupon_id, hotel_id, day, views, redemptions, uses)
    select $1, $2, (now() at time zone 'Europe/Dublin')::date - d.ago, d.views, 0, 0 from (values (2, 300), (9, 200)) d (ago, views)`, [supper, hotel])
  const page = await open('hotelier')
  await signIn(page, owner.account)
  await openPage(page, 'Redemptions')
  const rows = page.locator('tbody tr')

  await test.step('the list says it, and narrows', async () => {
    await expect(rows).toHaveCount(3)
    await expect(rows.filter({ hasText: 'Sinéad' })).toContainText(/Supper.*Used.*Conor Walsh · Cellar bar/s)
    await expect(rows.filter({ hasText: 'Tadhg' })).toContainText(/Sauna.*Redeemed.*until/s)
    await expect(rows.filter({ hasText: 'Fionn' })).toContainText(/Sauna.*Expired/s)
    await choose(page, 'Status', 'Expired')
    await expect(rows).toHaveText([/Fionn/])
    await choose(page, 'Status', 'Any status')
    await choose(page, 'Period', 'Last 7 days')
    await expect(rows).toHaveCount(2)
    await choose(page, 'Coupon: Any coupon', 'Sauna')
    await expect(rows).toHaveText([/Tadhg/])
    await page.getByLabel('Search redemptions').fill('nobody of that name')
    await expect(page.getByText('Nothing matches')).toBeVisible()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.keyboard.press('/')
    await page.keyboard.type('cellar walsh')
    await expect(rows).toHaveText([/Sinéad/])
    await expectAccessible(page, 'narrowed redemptions')
  })
  await test.step('what is narrowed to goes into a file, in words', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export CSV' }).click()
    const [head, line, ...rest] = (await readFile(await (await download).path(), 'utf8')).trim().split(/\r?\n/)
    expect(head).toContain('Guest,Coupon,Status,Redeemed,Expires,Used,Used by,Where')
    expect(line).toMatch(/^Sinéad,Supper,Used,.*,Conor Walsh,Cellar bar$/)
    expect(rest).toEqual([])
  })
  await test.step('a redemption comes in by itself', async () => {
    await page.getByLabel('Search redemptions').fill('')
    await redeem(await newPerson(product, 'Gráinne'), supper)
    await expect(rows.first()).toContainText('Gráinne')
  })

  await openPage(page, 'Dashboard')
  await choose(page, 'Period', 'Last 7 days')
  await test.step('a funnel with its changes, tables behind the charts, hours', async () => {
    await expect(page.getByTestId('funnel-views')).toContainText(/300.*\+50%.*against 200 before/s)
    await expect(page.getByTestId('heat').getByRole('cell').filter({ hasText: /^1$/ })).toHaveCount(1)
    const table = page.getByRole('table', { name: 'Per coupon' })
    await expect(table.getByRole('row', { name: /Supper/ })).toContainText('300')
    await page.getByRole('button', { name: 'Table: Per coupon' }).click()
    await expectAccessible(page, 'the dashboard with a table')
  })
  await test.step('under the pointer a day’s numbers are told, and its lines stay', async () => {
    const chart = page.locator('svg').filter({ hasText: 'Views (right scale)' })
    const lines = chart.locator('path[fill=none][stroke][stroke-width="2.5"]')
    await expect(lines).toHaveCount(3)
    await chart.hover()
    await expect(page.getByText('Views (right scale)')).toHaveCount(2)
    await expect(lines).toHaveCount(3)
  })
  await test.step('offline it says as of when, and what is not in it', async () => {
    await openPage(page, 'Desk')
    await offlineReady(page)
    await page.context().setOffline(true)
    await expect(syncStatus(page)).toHaveAccessibleName('Sync: Offline')
    await checkCode(page, waiting.code)
    await page.getByRole('button', { name: 'Use it' }).click()
    await expect(page.locator('[data-face=used-offline]')).toBeVisible()
    await openPage(page, 'Dashboard')
    await expect(page.getByTestId('as-of')).toContainText(/As of .+ One thing done on this device is not in it yet/s)
    await expect(page.getByTestId('funnel-views')).toContainText('300')
    await expect(page.locator('svg').filter({ hasText: 'Supper' })).toBeVisible()
  })
  await test.step('the period that was chosen is there again, and stands in the address', async () => {
    await expect(page.getByLabel('Period', { exact: true })).toHaveText('Last 7 days')
    await page.goto('/#/dashboard?days=30')
    await expect(page.getByTestId('funnel-views')).toContainText('500')
    await expect(page.getByTestId('heat')).toHaveAttribute('aria-busy', 'false')
  })
})

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
  // While it closes it still takes the focus back, and what is typed.
  await expect(page.getByRole('listbox')).toHaveCount(0)
}
