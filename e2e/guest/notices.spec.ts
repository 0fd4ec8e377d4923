import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { call, newCoupon, newHotel, newPerson, redeem } from '../fixtures/api.ts'
import { query } from '../fixtures/database.ts'
import type { Product } from '../fixtures/product.ts'
import { expect, test } from '../fixtures/test.ts'
import { signIn } from './steps.ts'

test('notices are there after an absence, live while looking, and reach the guest where he wants them', async ({ open, product }) => {
  const guest = await newPerson(product, 'Wanda')
  const hotel = await newHotel(await newPerson(product, 'Keeper'), 'Hotel of News')
  await call(guest, 'set_follow', { command_id: randomUUID(), hotel, following: true })
  await publish(product, hotel, 'News while away')
  const page = await open('guest')
  await signIn(page, guest.account)
  const unread = page.getByTestId('unread-count')

  await test.step('the missed one is counted, the next one comes live, and reading them is enough', async () => {
    await expect(unread).toHaveText('1')
    await publish(product, hotel, 'News while here')
    await expect(unread).toHaveText('2')
    await page.getByRole('navigation').getByRole('link', { name: 'Notices' }).click()
    await expect(page.getByRole('main').getByRole('listitem')).toHaveText([/News while here/, /News while away/])
    await page.getByRole('button', { name: 'Mark all as read' }).click()
    await expect(unread).toHaveCount(0)
  })

  await test.step('a hotel is muted and mails are switched on, and off again by the link of a mail', async () => {
    await page.getByRole('link', { name: 'Which notices you get' }).click()
    await page.getByRole('switch', { name: 'Hotel of News' }).click()
    await page.getByRole('switch', { name: 'E-mail' }).click()
    await expect.poll(() => query(product, 'select muted from public.follows where guest_id = $1', [guest.id])).toEqual([{ muted: true }])
    await expect.poll(() => mailsOf(product, guest.id)).toEqual([true])
    const [{ id } = { id: '' }] = await query<{ id: string }>(product, `select id from public.delivery_channels where user_id = $1`, [guest.id])
    const mail = await open('guest')
    await mail.goto(`/unsubscribe#${id}`)
    await mail.getByRole('button', { name: 'End the mails' }).click()
    await expect(mail.getByRole('heading', { name: 'No more mails' })).toBeVisible()
    expect(await mailsOf(product, guest.id)).toEqual([false])
  })
})

test('a push is asked for by a tap alone, shows and opens its page, and ends with signing out', async ({ open, product }) => {
  const guest = await newPerson(product, 'Pippa')
  const hotel = await newHotel(await newPerson(product, 'Keeper'), 'Hotel of Pushes')
  const page = await open('guest')
  const { origin } = new URL(product.guestUrl)
  await page.context().grantPermissions(['notifications'], { origin })
  // A browser of a test has no push service: its answer stands in, everything else is real.
  await page.addInitScript(() => {
    const keys = { p256dh: `BA${'A'.repeat(85)}`, auth: `${'A'.repeat(21)}A` }
    let held: unknown = null
    PushManager.prototype.getSubscription = async () => held as PushSubscription
    PushManager.prototype.subscribe = async () => {
      const endpoint = `https://push.example/${crypto.randomUUID()}`
      held = { endpoint, unsubscribe: async () => ((held = null), true), toJSON: () => ({ endpoint, keys }) }
      return held as PushSubscription
    }
  })
  await page.route('**/config.json', async (route) => route.fulfill({ json: { ...(await (await route.fetch()).json() as object), vapidPublicKey: 'BKey' } }))
  await signIn(page, guest.account)
  await page.getByRole('link', { name: 'Me', exact: true }).click()
  await page.getByRole('link', { name: 'Which notices you get' }).click()
  const saved = async () => (await query(product, 'select from public.push_subscriptions where user_id = $1', [guest.id])).length
  await expect(page.getByText('This device does not get them yet.')).toBeVisible()
  expect(await saved()).toBe(0)
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByText('This device gets them.')).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Push notices' })).toBeChecked()
  expect(await saved()).toBe(1)

  const message = { kind: 'redemption-used', title: 'Tea for two', text: 'Used at the Hotel of News', url: '/wallet', notification_id: 'one' }
  const worker = await pushTo(page, origin, message)
  expect(await worker.shown()).toEqual([['Tea for two', 'Used at the Hotel of News']])
  await test.step('pressed, it opens its page where none is, and leads an open one there; never to another place', async () => {
    expect(await worker.press()).toEqual(['opened /wallet'])
    await worker.push(message)
    await query(product, `insert into public.notifications (audience, user_id, hotel_id, kind, payload) values ('user', $1, $2, 'redemption-used', '{"title": "Tea for two", "hotel_name": "Hotel of Pushes"}')`, [guest.id, hotel])
    await page.goto('/me')
    // What counts the unread ones listens, too.
    await expect(page.getByTestId('unread-count')).toHaveText('1')
    expect(await worker.press()).toEqual(['came forward'])
    await page.waitForURL('**/wallet')
    await worker.push({ ...message, url: '//evil.example/' })
    expect(await worker.press()).toEqual(['opened /notices'])
  })

  // Nothing of the guest's shows any more once he has signed out, even if the push service has not heard of it.
  await page.goto('/me')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL(({ pathname }) => pathname === '/')
  await worker.clear()
  await worker.push(message)
  expect(await worker.shown()).toEqual([['Hotel Coupons', 'Sign in to read your notices.']])
})

test('without a key of the server pushes are off, and that is said', async ({ open, product }) => {
  const page = await open('guest')
  await signIn(page, (await newPerson(product, 'Plain')).account)
  await page.goto('/me/notices')
  await expect(page.getByText('This server sends no push notices.')).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Push notices' })).toHaveCount(0)
})

test('who waits too long to use a coupon is told a day before it ends, once, and led to its code', async ({ open, product }) => {
  const guest = await newPerson(product, 'Late')
  const hotel = await newHotel(await newPerson(product, 'Keeper'), 'Hotel of Patience')
  const { id } = await redeem(guest, await newCoupon(product, hotel, 'Last dance'))
  const page = await open('guest')
  await signIn(page, guest.account)
  await page.getByRole('navigation').getByRole('link', { name: 'Notices' }).click()
  await expect(page.getByText('All quiet')).toBeVisible()

  await query(product, `update public.redemptions set redeemed_at = now() - interval '5 days', expires_at = now() + interval '23 hours' where id = $1`, [id])
  await query(product, 'select public.remind_expiring()')
  await query(product, 'select public.remind_expiring()')
  const notices = page.getByRole('main').getByRole('listitem')
  await expect(notices).toHaveText([/Last dance.*Ends tomorrow at Hotel of Patience/])
  await notices.getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`/wallet/${id}$`))
  await expect(page.getByTestId('code')).toBeVisible()
})

/** Delivers pushes to the page's worker as a push service would, while no page of the app is open. */
async function pushTo(page: Page, origin: string, first: object) {
  const cdp = await page.context().newCDPSession(page)
  const registration = new Promise<string>((resolve) =>
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId)))
  await cdp.send('ServiceWorker.enable')
  const registrationId = await registration
  const worker = page.context().serviceWorkers()[0]!
  type Scope = { registration: ServiceWorkerRegistration; done: string[]; onShown: () => void; shown: Promise<void> }
  const push = async (message: object) => {
    await page.goto('about:blank')
    await expect.poll(() => worker.evaluate(async () => (await (globalThis as unknown as { clients: { matchAll(): Promise<unknown[]> } }).clients.matchAll()).length)).toBe(0)
    // Chromium forgets a notice that is asked for (getNotifications) between being kept and being shown: nobody asks before it is.
    await worker.evaluate(() => {
      const scope = globalThis as unknown as Scope
      scope.shown = new Promise((resolve) => (scope.onShown = resolve))
    })
    await cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(message) })
    await worker.evaluate(() => (globalThis as unknown as Scope).shown)
  }
  // Opening and focusing windows takes a real finger on the system's notice: what the worker asks for is noted in their place.
  await worker.evaluate(() => {
    const scope = globalThis as unknown as Scope & { Clients: { prototype: object }; WindowClient: { prototype: object } }
    const show = scope.registration.showNotification.bind(scope.registration)
    scope.registration.showNotification = (...notice) => show(...notice).then(() => scope.onShown())
    Object.assign(scope.Clients.prototype, { openWindow: async (url: string) => void scope.done.push(`opened ${url}`) })
    Object.assign(scope.WindowClient.prototype, { focus: async () => void scope.done.push('came forward') })
  })
  await push(first)
  return {
    push,
    press: () => worker.evaluate(async () => {
      const scope = globalThis as unknown as Scope & { NotificationEvent: new (type: string, init: object) => Event; dispatchEvent(event: Event): boolean }
      scope.done = []
      for (const notification of await scope.registration.getNotifications()) {
        const ends: Promise<unknown>[] = []
        // Only the browser's own event may be waited for as such.
        scope.dispatchEvent(Object.assign(new scope.NotificationEvent('notificationclick', { notification }), { waitUntil: (end: Promise<unknown>) => void ends.push(end) }))
        await Promise.all(ends)
      }
      return scope.done
    }),
    shown: () => worker.evaluate(async () => (await (globalThis as unknown as Scope).registration.getNotifications()).map(({ title, body }) => [title, body])),
    clear: () => worker.evaluate(async () => (await (globalThis as unknown as Scope).registration.getNotifications()).forEach((notice) => notice.close())),
  }
}

/** Puts a coupon into a hotel and tells its followers. */
async function publish(product: Product, hotel: string, title: string): Promise<void> {
  const coupon = await newCoupon(product, hotel, title)
  await query(
    product,
    `insert into public.notifications (audience, hotel_id, kind, coupon_id, payload)
     values ('followers', $1, 'coupon-published', $2, jsonb_build_object('title', $3::text, 'hotel_name', 'Hotel of News'))`,
    [hotel, coupon, title],
  )
}

async function mailsOf(product: Product, user: string): Promise<boolean[]> {
  const rows = await query<{ enabled: boolean }>(product, `select enabled from public.delivery_channels where user_id = $1 and channel = 'email'`, [user])
  return rows.map(({ enabled }) => enabled)
}
