import type { Page } from '@playwright/test'
import { checkCharacter, formatCode } from '../../core/domain/code.ts'
import { expectAccessible } from '../fixtures/axe.ts'
import { addMember, newCoupon, newHotel, newPerson, redeem, type Person } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import type { Product } from '../fixtures/product.ts'
import { expect, test } from '../fixtures/test.ts'
import { checkCode, openPage, signIn } from './steps.ts'

/** A well-formed code that nobody was given. */
const unknown = `7K2M4PQRS8TV${checkCharacter('7K2M4PQRS8TV')}`

/** The faces seen so far: no two verdicts may look the same. */
const faces = new Map<string, string>()

test('every verdict has its own face at the desk', async ({ open, product }) => {
  const [owner, clerk, guest] = await Promise.all([newPerson(product, 'Maeve'), newPerson(product, 'Conor Walsh'), newPerson(product, 'Sinéad Ó Briain')])
  const hotel = await newHotel(owner, 'Hotel of Verdicts')
  await addMember(product, hotel, clerk, 'desk')
  const page = await open('hotelier')
  await signIn(page, clerk.account)

  await test.step('valid, used, already used', async () => {
    const { code } = await redeemed(product, hotel, guest, 'A night by the river')
    await checkCode(page, formatCode(code).toLowerCase())
    await expectFace(page, 'valid', 'Valid', 'A night by the river', '20% off', 'Sinéad Ó Briain')
    await page.getByRole('button', { name: 'Use it', exact: true }).click()
    await expectFace(page, 'used', 'Used', 'The guest has been told')
    await checkCode(page, code)
    await expectFace(page, 'already-used', 'Already used', 'by Conor Walsh at Desk ')
  })

  await test.step('what was never a code of this hotel', async () => {
    await checkCode(page, 'HELLO')
    await expectFace(page, 'malformed-code', 'Mistyped')
    await checkCode(page, unknown)
    await expectFace(page, 'unknown-code', 'Unknown code')
    const elsewhere = await newHotel(await newPerson(product, 'Rival'), 'Rival Hotel')
    const { code } = await redeemed(product, elsewhere, guest, 'A night elsewhere')
    await checkCode(page, code)
    await expectFace(page, 'other-hotel', 'Another hotel’s code')
  })

  const prepared = [
    ['expired', 'Expired', 'This code ended on', `update public.redemptions set redeemed_at = now() - interval '2 days', expires_at = now() - interval '1 day' where coupon_id = $1`],
    ['cancelled', 'Cancelled', 'was cancelled', `update public.redemptions set status = 'cancelled' where coupon_id = $1`],
    ['not-yet', 'Not yet', 'This coupon holds from', `update public.coupons set starts_on = current_date + 2 where id = $1`],
    ['outside-hours', 'Not at this hour', 'This coupon holds', `update public.coupons set weekdays = array[(extract(isodow from now() + interval '3 days'))::smallint] where id = $1`],
    ['paused', 'Withdrawn', 'Unused codes no longer hold', `update public.coupons set status = 'archived', archived_at = now() where id = $1`],
  ] as const
  for (const [kind, title, text, change] of prepared) {
    await test.step(kind, async () => {
      const { code, coupon } = await redeemed(product, hotel, guest, `A coupon that is ${kind}`)
      await query(product, change, [coupon])
      await checkCode(page, code)
      await expectFace(page, kind, title, text)
      await expect(page.getByRole('button', { name: 'Use it', exact: true })).toHaveCount(0)
    })
  }

  await test.step('too many attempts', async () => {
    await query(product, `insert into public.code_attempts (hotel_id, user_id, hit) select $1, $2, false from generate_series(1, 20)`, [hotel, clerk.id])
    await checkCode(page, unknown)
    await expectFace(page, 'too-many-attempts', 'Too many wrong codes', 'Wait 10 minutes')
  })
  expect([...faces.keys()]).toHaveLength(12)
  expect(new Set(faces.values()).size, 'icons').toBe(12)
})

test('a scanner that types, and the keyboard alone, do a day’s work', async ({ open, product }) => {
  const [owner, guest] = await Promise.all([newPerson(product, 'Maeve'), newPerson(product, 'Tadhg')])
  const hotel = await newHotel(owner, 'Hotel of Keys')
  const first = await redeemed(product, hotel, guest, 'First coupon')
  const second = await redeemed(product, hotel, guest, 'Second coupon')
  const page = await open('hotelier')
  await signIn(page, owner.account)

  await expect(page.getByLabel('Code', { exact: true })).toBeFocused()
  await scan(page, first.code)
  await expect(page.getByRole('button', { name: 'Use it', exact: true })).toBeFocused()
  await test.step('the next scan begins anew and uses nothing', async () => {
    await scan(page, second.code)
    await expect(page.getByTestId('verdict')).toContainText('Second coupon')
    await expect(page.getByTestId('verdict')).toHaveAttribute('data-verdict', 'valid')
  })
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-verdict=used]')).toContainText('Second coupon')
  await scan(page, first.code)
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('verdict')).toHaveCount(0)
  await test.step('what is pasted needs no Enter, whatever stands around the code', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    for (const text of [` ${formatCode(first.code).toLowerCase().replaceAll('-', ' ')}\n`, `My coupon: https://hotel.example/c?code=${first.code}&lang=en`]) {
      await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
      await page.keyboard.press('ControlOrMeta+v')
      await expect(page.getByTestId('verdict')).toContainText('First coupon')
      await expect(page.getByLabel('Code', { exact: true })).toHaveValue(formatCode(first.code))
      await page.keyboard.press('Escape')
      await expect(page.getByLabel('Code', { exact: true })).toHaveValue('')
    }
  })
  await page.keyboard.press('Alt+4')
  await expect(page.getByRole('heading', { name: 'Redemptions', level: 1, exact: true })).toBeVisible()
  await expect(page.getByRole('row', { name: /Second coupon/ })).toContainText('Used')
  await expect(page.getByRole('row', { name: /First coupon/ })).toContainText('Redeemed')
})

test('who works at the desk looks at coupons and changes none', async ({ open, product }) => {
  const [owner, clerk] = await Promise.all([newPerson(product, 'Maeve'), newPerson(product, 'Conor')])
  const hotel = await newHotel(owner, 'Hotel of Roles')
  await newCoupon(product, hotel, 'Look, do not touch')
  await addMember(product, hotel, clerk, 'desk')
  const page = await open('hotelier')
  await signIn(page, clerk.account)
  await openPage(page, 'Coupons')
  await expect(page.getByRole('link', { name: 'Look, do not touch' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'New coupon' })).toHaveCount(0)
  await page.keyboard.press('n')
  await page.getByRole('link', { name: 'Look, do not touch' }).click()
  await expect(page.getByText('Your role may look at coupons, not change them.')).toBeVisible()
  await expect(page.getByLabel('Title')).toBeDisabled()
  for (const name of ['Save', 'Publish', 'More actions']) await expect(page.getByRole('button', { name })).toHaveCount(0)
  await page.goto('/#/coupons/new')
  await expect(page.getByText('Your role may look at coupons, not change them.')).toBeVisible()
})

async function redeemed(product: Product, hotel: string, guest: Person, title: string): Promise<{ coupon: string; code: string }> {
  const coupon = await newCoupon(product, hotel, title)
  return { coupon, code: (await redeem(guest, coupon)).code }
}

async function expectFace(page: Page, kind: string, title: string, ...texts: string[]): Promise<void> {
  const verdict = page.getByTestId('verdict')
  await expect(verdict).toHaveAttribute('data-verdict', kind)
  await expect(verdict.getByRole('heading')).toHaveText(title)
  for (const text of texts) await expect(verdict).toContainText(text)
  // Under the mouse a button must hold its contrast, too.
  await page.getByRole('button', { name: kind === 'valid' ? 'Use it' : 'Check', exact: true }).hover()
  await expectAccessible(page, kind)
  faces.set(kind, (await verdict.locator('svg, .iconify').first().evaluate((icon) => icon.outerHTML)) ?? '')
}

/** What a scanner in keyboard mode does: the code, as fast as it can, and Enter; into whatever has the focus. */
async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
}
