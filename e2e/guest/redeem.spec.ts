import { randomUUID } from 'node:crypto'
import { newCoupon, newHotel, newPerson, redeem } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import { expect, test } from '../fixtures/test.ts'
import { signIn } from './steps.ts'

test('what a guest began before signing up is finished afterwards, and following is taken back with one tap', async ({ open, product }) => {
  const hotel = await newHotel(await newPerson(product, 'Keeper'), 'Hotel of Intents')
  const coupon = await newCoupon(product, hotel, 'An intended brunch')
  const page = await open('guest')
  await page.goto(`/coupon/${coupon}`)
  await expect(page.getByRole('switch', { name: 'Follow Hotel of Intents' })).toBeChecked()
  await page.getByRole('button', { name: 'Sign in and redeem' }).click()
  await page.getByRole('link', { name: 'Create an account' }).click()
  await page.getByLabel('Your name').fill('Noor')
  const email = `${randomUUID()}@example.com`
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('a-long-password')
  await page.getByRole('button', { name: 'Create an account' }).click()
  await expect(page.getByTestId('code')).toBeVisible()

  const follows = () => query<{ ended: boolean }>(product, 'select ended_at is not null as ended from public.follows where hotel_id = $1', [hotel])
  expect(await follows()).toEqual([{ ended: false }])
  await page.getByRole('button', { name: 'Don’t follow' }).click()
  await expect.poll(follows).toEqual([{ ended: true }])
  await page.goto(`/coupon/${coupon}`)
  await expect(page.getByTestId('refusal')).toHaveText('You already have this coupon.')
  await expect(page.getByRole('switch', { name: 'Follow Hotel of Intents' })).not.toBeChecked()
})

test('where the server wants the address confirmed first, the mail’s link brings the intent back, for its own guest alone', async ({ open, product }) => {
  const coupon = await newCoupon(product, await newHotel(await newPerson(product, 'Keeper'), 'Hotel of Letters'), 'A lettered lunch')
  const page = await open('guest')
  const email = `${randomUUID()}@example.com`
  // The local stack confirms at once. Here it answers as a server does that first sends a mail: with the user, without a session.
  let link = ''
  await page.context().route('**/auth/v1/signup*', async (route) => {
    const answer = await route.fetch()
    const { user, ...session } = (await answer.json()) as { user: object; access_token: string; refresh_token: string }
    const entry = new URLSearchParams({ access_token: session.access_token, refresh_token: session.refresh_token, expires_in: '3600', token_type: 'bearer', type: 'signup' })
    link = `${new URL(route.request().url()).searchParams.get('redirect_to')}#${entry}`
    await route.fulfill({ response: answer, json: user })
  })
  await page.goto(`/coupon/${coupon}`)
  await page.getByRole('button', { name: 'Sign in and redeem' }).click()
  await page.getByRole('link', { name: 'Create an account' }).click()
  await page.getByLabel('Your name').fill('Lena')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('a-long-password')
  await page.getByRole('button', { name: 'Create an account' }).click()
  await expect(page.getByText(`We sent a mail to ${email}. Open the link in it on this device, and your coupon is redeemed.`)).toBeVisible()
  expect(link.split('#')[0]).toBe(new URL(`/coupon/${coupon}`, page.url()).href)

  const other = await newPerson(product, 'Somebody else')
  await signIn(page, other.account)
  await page.goto(`/coupon/${coupon}`)
  await expect(page.getByRole('button', { name: 'Redeem', exact: true })).toBeEnabled()
  expect(await query(product, 'select 1 from public.redemptions where coupon_id = $1', [coupon])).toEqual([])
  await page.goto('about:blank')

  const tab = await page.context().newPage()
  await tab.goto(link)
  await expect(tab.getByTestId('code')).toBeVisible()
  expect(await query(product, 'select 1 from public.redemptions where coupon_id = $1', [coupon])).toHaveLength(1)
})

test('why a coupon can’t be had is said in plain words, also when it changes under the finger', async ({ open, product }) => {
  const hotel = await newHotel(await newPerson(product, 'Keeper'), 'Hotel of Refusals')
  const [guest, other] = await Promise.all([newPerson(product, 'Slow'), newPerson(product, 'Quick')])
  const page = await open('guest')
  await signIn(page, guest.account)
  const become = (coupon: string, change: string) => query(product, `update public.coupons set ${change} where id = $1`, [coupon])
  const changes: [string, (coupon: string) => Promise<unknown>, string | RegExp][] = [
    ['A table gone', async (coupon) => {
      await become(coupon, `max_redemptions = 1`)
      await query(product, 'select private.set_stock($1)', [coupon])
      await redeem(other, coupon)
    }, 'Sold out. All of them have found a guest.'],
    ['A table paused', (coupon) => become(coupon, `status = 'paused'`), 'The hotel has paused this coupon. Try again later.'],
    ['A table over', (coupon) => become(coupon, `ends_on = current_date - 2`), 'This coupon has ended.'],
    ['A table to come', (coupon) => become(coupon, `starts_on = current_date + 2`), /Not yet: you can redeem it from .+day\./],
    ['A table taken back', (coupon) => become(coupon, `status = 'archived'`), 'This coupon is not available any more.'],
  ]
  for (const [title, change, words] of changes) {
    const coupon = await newCoupon(product, hotel, title)
    await page.goto(`/coupon/${coupon}`)
    await expect(page.getByRole('button', { name: 'Redeem', exact: true })).toBeEnabled()
    await change(coupon)
    await page.getByRole('button', { name: 'Redeem', exact: true }).click()
    await expect(page.getByTestId('refusal'), title).toHaveText(words)
    if (title === 'A table gone') await expect(page.getByRole('link', { name: 'More from Hotel of Refusals' }), 'a way on').toHaveAttribute('href', `/hotel/${hotel}`)
  }

  const coupon = await newCoupon(product, hotel, 'A table offline')
  await page.goto(`/coupon/${coupon}`)
  await expect(page.getByRole('button', { name: 'Redeem', exact: true })).toBeEnabled()
  await page.context().setOffline(true)
  await expect(page.getByTestId('refusal')).toHaveText('You are offline. Redeeming needs a connection.')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Redeem', exact: true }).click()
  await expect(page.getByTestId('code')).toBeVisible()
})
