import { expectAccessible } from '../fixtures/axe.ts'
import { newHotel, newPerson } from '../fixtures/api.ts'
import { expect, test } from '../fixtures/test.ts'
import { signIn } from './steps.ts'

test('a shared desk is locked by its PIN, a reload does not open it, and a forgotten PIN is no way to stay out', async ({ open, product }) => {
  const owner = await newPerson(product, 'Maeve')
  await newHotel(owner, 'Hotel of Locks')
  const page = await open('hotelier')
  await signIn(page, owner.account)
  await page.keyboard.press('Alt+l')
  await page.getByLabel('PIN', { exact: true }).fill('12')
  await page.getByRole('button', { name: 'Save the PIN', exact: true }).click()
  await expect(page.getByText('Use 4 to 8 digits.')).toBeVisible()
  await page.getByLabel('PIN', { exact: true }).fill('2468')
  await page.getByLabel('The PIN again').fill('2468')
  await expectAccessible(page, 'choosing a PIN')
  await page.getByRole('button', { name: 'Save the PIN', exact: true }).click()

  const locked = page.getByRole('heading', { name: 'This desk is locked' })
  await expect(locked).toBeVisible()
  await page.reload()
  await expect(locked).toBeVisible()
  await expect(page.getByText('Hotel of Locks')).toHaveCount(0)
  await expectAccessible(page, 'locked')
  const enter = async (pin: string) => {
    await page.getByLabel('PIN', { exact: true }).fill(pin)
    await page.keyboard.press('Enter')
  }
  await enter('1111')
  await expect(page.getByRole('alert')).toContainText('That is not the PIN.')
  await enter('2468')
  await expect(page.getByRole('heading', { name: 'Desk', level: 1, exact: true })).toBeVisible()

  await page.keyboard.press('Alt+l')
  for (const pin of ['0000', '0001', '0002']) {
    await expect(page.getByLabel('PIN', { exact: true })).toHaveValue('')
    await enter(pin)
  }
  await expect(page.getByRole('alert')).toContainText('Too many wrong PINs. Wait ')
  await page.getByRole('button', { name: 'Forgot it? Sign in with your password' }).click()
  await page.getByLabel('Password').fill(owner.account.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Desk', level: 1, exact: true })).toBeVisible()
})
