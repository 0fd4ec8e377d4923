import { expectAccessible } from '../fixtures/axe.ts'
import { newCoupon, newHotel, newPerson, redeem } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import { expect, test } from '../fixtures/test.ts'
import { signIn } from './steps.ts'

test('the desk speaks Spanish, and stays with it', async ({ open, product }) => {
  const [owner, guest] = await Promise.all([newPerson(product, 'Marta'), newPerson(product, 'Luis Ortega')])
  const hotel = await newHotel(owner, 'Hotel de las Palabras')
  const { code } = await redeem(guest, await newCoupon(product, hotel, 'Cena junto al mar'))
  const page = await open('hotelier')
  await signIn(page, owner.account)

  await page.getByRole('button', { name: 'Account:' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Español' }).click()
  await expect(page.getByRole('menuitem', { name: 'Cerrar sesión' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Recepción', level: 1, exact: true })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  await expect.poll(() => query(product, 'select locale from public.profiles where id = $1', [owner.id])).toEqual([{ locale: 'es' }])

  await page.reload()
  const box = page.getByLabel('Código', { exact: true })
  await box.fill(code)
  await box.press('Enter')
  const verdict = page.getByTestId('verdict')
  await expect(verdict.getByRole('heading')).toHaveText('Válido')
  await expect(verdict).toContainText(/20\s% de descuento/)
  await expectAccessible(page, 'a verdict in Spanish')
  await page.getByRole('button', { name: 'Usarlo', exact: true }).click()
  await expect(verdict.getByRole('heading')).toHaveText('Usado')
})
