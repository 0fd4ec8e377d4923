import { expectAccessible } from '../fixtures/axe.ts'
import { newHotel, newPerson } from '../fixtures/api.ts'
import type { Product } from '../fixtures/product.ts'
import { expect, test } from '../fixtures/test.ts'
import { signIn } from './steps.ts'

test('a forgotten password is replaced by mail, and the link works once', async ({ open, product }) => {
  const owner = await newPerson(product, 'Niall')
  await newHotel(owner, 'Hotel of Short Memory')
  const { email } = owner.account
  const page = await open('hotelier')

  await test.step('the mail is asked for', async () => {
    await page.goto('/')
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Forgot your password?' }).click()
    await expect(page.getByLabel('E-mail')).toHaveValue(email)
    await expectAccessible(page, 'asking for the mail')
    await page.getByRole('button', { name: 'Send the link' }).click()
    await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible()
    await expectAccessible(page, 'the mail was sent')
  })

  const link = await linkFor(product, email)
  await test.step('its link leads to a new password, and in', async () => {
    await page.goto(link)
    await page.getByLabel('New password').fill('a-better-password')
    await expectAccessible(page, 'a new password')
    expect(page.url()).not.toContain('access_token')
    await page.getByRole('button', { name: 'Save the password' }).click()
    await expect(page.getByRole('heading', { name: 'Desk', level: 1, exact: true })).toBeVisible()
    await expect(page.getByText('Your new password is saved', { exact: true })).toBeVisible()
  })

  await test.step('elsewhere the new password holds, and the old one and the link do not', async () => {
    const other = await open('hotelier')
    await other.goto(link)
    await expect(other.getByRole('alert')).toContainText('The link was used already or has expired.')
    await other.getByRole('button', { name: 'Back to sign-in' }).click()
    await other.getByLabel('E-mail').fill(email)
    await other.getByLabel('Password', { exact: true }).fill(owner.account.password)
    await other.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(other.getByRole('alert')).toContainText('E-mail and password do not match.')
    await signIn(other, { email, password: 'a-better-password' })
  })
})

async function linkFor({ stack }: Product, email: string): Promise<string> {
  const mails = (await (await fetch(`${stack.url}/mailbox.json?to=${encodeURIComponent(email)}`)).json()) as { link: string | null }[]
  return mails[0]?.link ?? ''
}
