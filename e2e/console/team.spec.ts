import { expectAccessible } from '../fixtures/axe.ts'
import { newHotel, newPerson } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import { expect, test } from '../fixtures/test.ts'
import { openPage, signIn } from './steps.ts'

test('a colleague is invited by a link, joins, gets another role, and is removed; the log has it all', async ({ open, product }) => {
  const [owner, colleague] = await Promise.all([newPerson(product, 'Maeve'), newPerson(product, 'Conor Walsh')])
  await newHotel(owner, 'Hotel of Colleagues')
  const [page, other] = [await open('hotelier'), await open('hotelier')]
  await signIn(page, owner.account)
  await openPage(page, 'Team')
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(page.getByText('This is not an e-mail address.')).toBeVisible()
  await page.getByLabel('E-mail').fill(colleague.account.email)
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const link = await page.getByRole('dialog').getByLabel('Link').inputValue()
  await expectAccessible(page, 'the link of an invitation')
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await expect(page.getByTestId('invitations')).toContainText(colleague.account.email)

  await test.step('the link leads to sign-in, and then in', async () => {
    await other.goto(link)
    await expect(other.getByText('You are invited to a hotel’s team.')).toBeVisible()
    await other.getByLabel('E-mail').fill(colleague.account.email)
    await other.getByLabel('Password', { exact: true }).fill(colleague.account.password)
    await other.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(other.getByRole('heading', { name: 'You are invited' })).toBeVisible()
    await expectAccessible(other, 'you are invited')
    await other.getByRole('button', { name: 'Join the team' }).click()
    await expect(other.getByRole('heading', { name: 'Desk', level: 1, exact: true })).toBeVisible()
    await expect(other.getByRole('link', { name: 'Audit log' })).toHaveCount(0)
  })

  await test.step('the role is changed, and the colleague’s pages follow', async () => {
    await expect(page.getByTestId('members')).toContainText('Conor Walsh')
    await page.getByLabel('Role of Conor Walsh').click()
    await page.getByRole('option', { name: 'Manager', exact: true }).click()
    await expect(page.getByRole('listbox')).toHaveCount(0)
    await expect(other.getByRole('link', { name: 'Audit log' })).toBeVisible()
    await expectAccessible(page, 'the team')
  })

  await test.step('the last owner stays', async () => {
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click()
    await expect(page.getByText('The hotel needs an owner').first()).toBeVisible()
  })

  await test.step('who is removed is out at once', async () => {
    await page.getByRole('button', { name: 'Remove Conor Walsh' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(page.getByTestId('members')).not.toContainText('Conor Walsh')
    await other.bringToFront()
    await other.evaluate(() => window.dispatchEvent(new Event('focus')))
    await expect(other.getByRole('heading', { name: 'Create your hotel' })).toBeVisible()
  })

  await openPage(page, 'Audit log')
  const log = page.getByTestId('audit')
  await expect(log.getByRole('listitem').first()).toContainText('left the team')
  await expect(log).toContainText('Invited somebody as Desk')
  await expect(log).toContainText('Created the hotel')
  await expectAccessible(page, 'the audit log')
  await test.step('narrowed to what was done, by whom, when, and to words; by the keyboard, too', async () => {
    const choose = async (field: string | RegExp, option: string) => {
      await page.getByRole('search').getByLabel(field).click()
      await page.getByRole('option', { name: option, exact: true }).click()
      await expect(page.getByRole('listbox')).toHaveCount(0)
    }
    await choose('Show', 'Hotel')
    await expect(log.getByRole('listitem')).toHaveCount(1)
    await choose('Show', 'Everything')
    await page.keyboard.press('/')
    await page.keyboard.type('conor')
    await expect(log.getByText('Invited somebody as Desk')).toHaveCount(0)
    await expect(log).toContainText('Conor Walsh joined as Desk')
    await choose(/^By: /, 'Maeve')
    await expect(log).not.toContainText('Accepted an invitation')
    await choose('Period', 'Yesterday')
    await expect(page.getByText('Nothing matches', { exact: true })).toBeVisible()
    await expectAccessible(page, 'nothing in the audit log')
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expect(log).toContainText('Created the hotel')
  })
})

test('an owner changes the hotel and its desk rules; others look', async ({ open, product }) => {
  const owner = await newPerson(product, 'Maeve')
  const id = await newHotel(owner, 'Hotel of Settings')
  const page = await open('hotelier')
  await signIn(page, owner.account)
  await openPage(page, 'Settings')
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  await page.getByLabel('Hotel name').fill('')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Enter the name of the hotel.')).toBeVisible()
  await page.getByLabel('Hotel name').fill('Hotel of Better Settings')
  await page.getByTestId('logo-file').setInputFiles('supabase/seed/pictures/dublin-fireside.webp')
  await expect(page.getByRole('button', { name: 'Remove the logo' })).toBeVisible()
  await page.getByRole('switch', { name: 'Accept unknown codes at own risk' }).click()
  await expectAccessible(page, 'settings')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Guests and colleagues see it now.').first()).toBeVisible()
  await expect(page.getByRole('complementary')).toContainText('Hotel of Better Settings')
  expect(await query(product, 'select name, accept_unknown_offline, logo_path is not null as logo from public.hotels where id = $1', [id])).toEqual([
    { name: 'Hotel of Better Settings', accept_unknown_offline: true, logo: true },
  ])
})
