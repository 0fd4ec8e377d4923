import { expectAccessible } from '../fixtures/axe.ts'
import { newCoupon, newHotel, newPerson } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import { expect, test } from '../fixtures/test.ts'
import { openPage, signIn, syncStatus } from './steps.ts'

test('everything by the keyboard: pages, coupons, another hotel, what can be done', async ({ open, product }) => {
  const owner = await newPerson(product, 'Maeve')
  const first = await newHotel(owner, 'Hotel of Shortcuts')
  const second = await newHotel(owner, 'Inn across the Road')
  const coupon = await newCoupon(product, first, 'A bowl of chowder')
  // Of a published one the cloud asks for a picture.
  await query(product, `update public.coupons set status = 'paused' where id = $1`, [coupon])
  await newCoupon(product, second, 'A room across the road')
  const page = await open('hotelier')
  await signIn(page, owner.account)
  const shown = page.getByRole('complementary').getByRole('button').first()
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  const ask = async (words: string) => {
    await page.keyboard.press('Control+k')
    await expect(palette.getByRole('listbox', { name: 'Command palette' })).toBeVisible()
    await page.keyboard.type(words)
    await expect(palette.getByRole('option').first()).toContainText(words)
    await page.keyboard.press('Enter')
    await expect(palette).toHaveCount(0)
  }

  await test.step('the palette: hotel, coupon, page', async () => {
    await ask('Hotel of Shortcuts')
    await expect(shown).toContainText('Hotel of Shortcuts')
    await expect(syncStatus(page)).toHaveAccessibleName('Sync: Up to date')
    await page.keyboard.press('Control+k')
    await expect(palette.getByRole('option').first()).toBeVisible()
    await expectAccessible(page, 'the command palette')
    await page.keyboard.press('Escape')
    await ask('A bowl of chowder')
    await expect(page.getByLabel('Title')).toHaveValue('A bowl of chowder')
  })
  await test.step('a field is changed and saved', async () => {
    await page.getByLabel('Title').focus()
    await page.keyboard.press('End')
    await page.keyboard.type(' with bread')
    await page.keyboard.press('Control+s')
    await expect.poll(() => query(product, 'select title from public.coupons where id = $1', [coupon])).toEqual([{ title: 'A bowl of chowder with bread' }])
  })
  await test.step('pages by their number, the search by a stroke, a new coupon by a letter', async () => {
    await page.keyboard.press('Alt+3')
    await expect(page.getByRole('heading', { name: 'Coupons', level: 1, exact: true })).toBeVisible()
    await page.keyboard.press('/')
    await expect(page.getByLabel('Search coupons')).toBeFocused()
    await page.keyboard.type('nothing of the kind')
    await expect(page.getByText('Nothing matches')).toBeVisible()
    await page.keyboard.press('Alt+2')
    await expect(page.getByRole('heading', { name: 'Dashboard', level: 1, exact: true })).toBeVisible()
    await page.keyboard.press('Alt+3')
    await expect(page.getByRole('link', { name: 'A bowl of chowder with bread' })).toBeVisible()
    await page.keyboard.press('n')
    await expect(page.getByRole('heading', { name: 'New coupon', level: 1, exact: true })).toBeVisible()
  })
  await test.step('the switcher has every hotel, and what is shown is that hotel’s alone', async () => {
    await shown.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Inn across the Road' }).or(page.getByRole('menuitemcheckbox', { name: 'Inn across the Road' })).press('Enter')
    await expect(shown).toContainText('Inn across the Road')
    await openPage(page, 'Coupons')
    await expect(page.getByRole('link', { name: 'A room across the road' })).toBeVisible()
    await expect(page.getByRole('link', { name: /chowder/ })).toHaveCount(0)
  })
})
