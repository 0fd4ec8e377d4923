import { readFile } from 'node:fs/promises'
import { newCoupon, newHotel, newPerson, redeem } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import type { Product } from '../fixtures/product.ts'
import { expect, test } from '../fixtures/test.ts'
import { signIn } from './steps.ts'

test('a guest’s own account: picture, language, password, data as a file, and its end', async ({ open, product }) => {
  const guest = await newPerson(product, 'Órla Keane')
  const { code } = await redeem(guest, await newCoupon(product, await newHotel(await newPerson(product, 'Keeper'), 'Hotel of Farewells'), 'A last tea'))
  const page = await open('guest')
  await signIn(page, guest.account)
  await page.goto('/me')

  await test.step('a picture is drawn anew before it leaves the phone', async () => {
    await page.getByTestId('picture-file').setInputFiles('supabase/seed/pictures/dublin-spa.webp')
    await expect(page.getByText('Your picture is saved.', { exact: true })).toBeVisible()
    await expect(page.getByAltText('Your picture')).toBeVisible()
    const [file] = await filesOf(product, guest.id)
    expect(file?.name).toMatch(/\.webp$/)
    await page.getByTestId('picture-file').setInputFiles({ name: 'nice.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') })
    await expect(page.locator('[data-slot=description]').filter({ hasText: 'SVG files can carry programs' })).toBeVisible()
    expect(await filesOf(product, guest.id)).toHaveLength(1)
  })

  await test.step('the language is chosen by hand, kept, and told to the server', async () => {
    await page.getByText('Español', { exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Cuenta', level: 1 })).toBeVisible()
    await expect.poll(async () => (await query<{ locale: string }>(product, 'select locale from public.profiles where id = $1', [guest.id]))[0]?.locale).toBe('es')
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('lang', 'es')
    await page.getByText('English', { exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Me', level: 1, exact: true })).toBeVisible()
  })

  await test.step('what is kept of the guest comes as a file', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download my data' }).click()
    const data = JSON.parse(await readFile(await (await download).path(), 'utf8')) as { account: { email: string }; redemptions: { code: string }[] }
    expect(data.account.email).toBe(guest.account.email)
    expect(data.redemptions.map((one) => one.code)).toEqual([code])
  })

  await test.step('another password needs the present one', async () => {
    await page.getByRole('link', { name: 'Change your password' }).click()
    await page.getByLabel('Present password').fill('not-my-password')
    await page.getByLabel('New password').fill('a-better-password')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('E-mail and password do not match.')
    await page.getByLabel('Present password').fill(guest.account.password)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Your new password is set.', { exact: true })).toBeVisible()
  })

  await test.step('the account ends with its picture, once its address was typed', async () => {
    await page.getByRole('link', { name: 'Delete my account' }).click()
    const button = page.getByRole('button', { name: 'Delete for good' })
    await page.getByLabel('Type your e-mail address').fill('somebody@else.example')
    await expect(button).toBeDisabled()
    await page.getByLabel('Type your e-mail address').fill(guest.account.email)
    await button.click()
    await expect(page.getByText('Your account is deleted.', { exact: true })).toBeVisible()
    await page.goto('/wallet')
    await expect(page.getByRole('heading', { name: 'Your wallet', level: 1 })).toBeVisible()
    expect(await filesOf(product, guest.id)).toEqual([])
    expect(await query(product, 'select from public.profiles where id = $1', [guest.id])).toHaveLength(0)
  })
})

test('an account without a language takes that of its reader, and brings it to his next device', async ({ open, product }) => {
  const guest = await newPerson(product, 'Lucía')
  const phone = await open('guest', { locale: 'es-ES' })
  await signIn(phone, guest.account)
  await expect.poll(() => query(product, 'select locale from public.profiles where id = $1', [guest.id])).toEqual([{ locale: 'es' }])
  await expect(phone.locator('html')).toHaveAttribute('lang', 'es')
  const tablet = await open('guest', { locale: 'en-IE' })
  await signIn(tablet, guest.account)
  await expect(tablet.locator('html')).toHaveAttribute('lang', 'es')
})

test('the last owner of a hotel is told why his account stays', async ({ open, product }) => {
  const owner = await newPerson(product, 'Sole Owner')
  await newHotel(owner, 'Hotel of One')
  const page = await open('guest')
  await signIn(page, owner.account)
  await page.goto('/me/delete')
  await page.getByLabel('Type your e-mail address').fill(owner.account.email)
  await page.getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByRole('alert')).toContainText('You are the only owner of Hotel of One.')
})

test('the link of a recovery mail that leads to the first page asks for the new password, and holds once', async ({ open, product }) => {
  const guest = await newPerson(product, 'Forgetful')
  // The desktop console names no page of its own: the server then leads to its site.
  await guest.client.auth.resetPasswordForEmail(guest.account.email, { redirectTo: product.guestUrl })
  const mails = (await (await fetch(`${product.stack.url}/mailbox.json?to=${encodeURIComponent(guest.account.email)}`)).json()) as { link: string }[]
  const page = await open('guest')
  await page.goto(mails[0]!.link)
  await expect(page.getByRole('heading', { name: 'Choose a new password', level: 1 })).toBeVisible()
  expect(page.url()).not.toContain('access_token')
  await page.getByLabel('New password').fill('a-better-password')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await expect(page.getByText('Your new password is set.', { exact: true })).toBeVisible()

  const other = await open('guest')
  await other.goto(mails[0]!.link)
  await expect(other.getByRole('heading', { name: 'This link is not valid' })).toBeVisible()
  await signIn(other, { ...guest.account, password: 'a-better-password' })
})

function filesOf(product: Product, user: string): Promise<{ name: string }[]> {
  return query(product, `select name from storage.objects where bucket_id = 'avatars' and starts_with(name, $1)`, [user])
}
