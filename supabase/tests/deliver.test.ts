import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Secrets } from '../../stack/keys.ts'
import { openHotel, publish, redeem, use } from './scene.ts'
import { startPushService } from './push-service.ts'
import { command, type Json, type Person, startWorld, type World } from './world.ts'

let world: World
let owner: Person
let guest: Person
let hotel: string
let service: Awaited<ReturnType<typeof startPushService>>

beforeAll(async () => {
  service = await startPushService()
  world = await startWorld({ settings: { PUSH_HOSTS: service.host, DENO_CERT: service.certFile } })
  service.trust(world.stack.vapidPublicKey)
  ;[owner, guest] = [await world.person('owner'), await world.person('guest')]
  hotel = await openHotel(owner)
})
afterAll(async () => {
  await world?.stop()
  await service?.stop()
})
beforeEach(async () => {
  await world.sql.query('delete from private.fan_outs; delete from public.push_subscriptions; delete from public.delivery_channels; delete from public.deliveries')
  service.pushes.length = 0
  service.onPush = () => undefined
})

const secret = () => (world.stack.keys as Secrets).cronSecret
const post = (given = secret()) => fetch(`${world.stack.url}/functions/v1/deliver-notifications`, { method: 'POST', headers: { 'x-cron-secret': given } })
const deliver = async (): Promise<Json> => {
  const response = await post()
  expect(response.status, await response.clone().text()).toBe(200)
  return response.json()
}
const due = () => world.sql.query(`update public.deliveries set next_at = now() where status = 'waiting'`)
const statuses = async (): Promise<string[]> => (await world.sql.query<{ status: string }>('select status from public.deliveries order by 1')).rows.map(({ status }) => status)
const mails = async (to: string): Promise<Json[]> => (await fetch(`${world.stack.mailboxUrl}.json?to=${to}`)).json() as Promise<Json[]>
const wantsMail = (person: Person, enabled = true) => command(person.client, 'set_delivery_channel', { channel: 'email', enabled })

/** A browser of this person, subscribed. */
async function browserOf(person: Person): Promise<string> {
  const subscription = service.subscribe()
  await command(person.client, 'save_push_subscription', { subscription })
  return subscription.endpoint
}

/** Something that only the guest is told of. */
async function told(title = 'Afternoon tea for two'): Promise<void> {
  const { code } = await redeem(guest, await publish(owner, hotel, { title }))
  await use(owner, hotel, code)
  await world.sql.query('delete from private.fan_outs')
}

test('who does not know the secret is refused', async () => {
  await browserOf(guest)
  await told()
  for (const given of ['', 'guess', `${secret()}x`]) {
    const response = await post(given)
    expect([response.status, await response.json()]).toEqual([401, { error: 'wrong-secret' }])
  }
  expect([service.pushes, await statuses()]).toEqual([[], ['waiting']])
})

describe('a push', () => {
  test('arrives encrypted and signed, once, at each browser, and says what it is about', async () => {
    const endpoints = [await browserOf(guest), await browserOf(guest)]
    await told('Tea & “cake” for two 🍰')
    expect(await deliver()).toEqual({ expanded: 0, sent: 2, kept: 0, withdrawn: 0, dead: 0, off: {} })
    expect(await deliver()).toMatchObject({ sent: 0 })
    expect(service.pushes.map(({ endpoint }) => endpoint).sort()).toEqual(endpoints.sort())
    const [{ message, topic, ttl, urgency }] = service.pushes as [Json]
    expect(message).toEqual({
      kind: 'redemption-used', title: 'Tea & “cake” for two 🍰', hotel_name: 'Hotel owner', url: '/notices', notification_id: expect.any(String) as string,
      text: 'Your coupon “Tea & “cake” for two 🍰” was used at Hotel owner.',
    })
    expect([topic, ttl, urgency]).toEqual([message.notification_id.replaceAll('-', ''), 86_400, 'high'])
    expect(service.refused).toEqual([])
  })

  test('of an offer reaches followers, in their language', async () => {
    await command(guest.client, 'set_follow', { hotel, following: true })
    await guest.client.from('profiles').update({ locale: 'es' }).eq('id', guest.id)
    await browserOf(guest)
    const coupon = await publish(owner, hotel)
    expect(await deliver()).toMatchObject({ expanded: 1, sent: 1 })
    expect(service.pushes.map(({ message }) => message)).toMatchObject([
      { kind: 'coupon-published', url: `/coupon/${coupon}`, text: 'Hotel owner tiene un cupón nuevo para ti: Afternoon tea for two.' },
    ])
    await guest.client.from('profiles').update({ locale: 'en' }).eq('id', guest.id)
  })

  test('that fails comes again, not before the service allows it, and the eighth failure is the last', async () => {
    const endpoint = await browserOf(guest)
    await told()
    service.answers.set(endpoint, [{ status: 429, headers: { 'retry-after': '1800' } }, ...Array.from({ length: 7 }, () => ({ status: 503 }))])
    expect(await deliver()).toMatchObject({ sent: 0, kept: 1 })
    const { rows } = await world.sql.query(`select next_at > now() + interval '29 minutes' as waits, last_error from public.deliveries`)
    expect(rows).toEqual([{ waits: true, last_error: 'HTTP 429' }])
    expect(await deliver()).toMatchObject({ sent: 0, kept: 0 })
    for (let n = 2; n <= 8; n++) {
      await due()
      expect(await deliver()).toMatchObject({ sent: 0, kept: 1, dead: n === 8 ? 1 : 0 })
    }
    await due()
    expect([await deliver(), await statuses()]).toMatchObject([{ sent: 0, kept: 0 }, ['dead']])
    expect(service.pushes).toEqual([])
  })

  test('that a service has no time for is tried again', async () => {
    const endpoint = await browserOf(guest)
    await told()
    let release = (): void => undefined
    service.answers.set(endpoint, [{ status: 503, after: new Promise<void>((resolve) => (release = resolve)) }])
    expect(await deliver()).toMatchObject({ sent: 0, kept: 1 })
    release()
    await due()
    expect(await deliver()).toMatchObject({ sent: 1 })
  })

  test('to a browser that is gone ends its subscription, and no other', async () => {
    const [gone, stays] = [await browserOf(guest), await browserOf(guest)]
    service.answers.set(gone, [{ status: 410 }, { status: 410 }])
    await told()
    await told()
    expect(await deliver()).toMatchObject({ sent: 2, kept: 2 })
    const { rows } = await world.sql.query('select endpoint from public.push_subscriptions')
    expect(rows).toEqual([{ endpoint: stays }])
  })

  test('leads nowhere but to a push service, whatever a guest saved', async () => {
    const { p256dh, auth } = service.subscribe()
    for (const endpoint of [`${world.stack.url.replace('http', 'https')}/rest/v1/`, 'https://127.0.0.1/x', 'https://metadata.internal/x']) {
      await command(guest.client, 'save_push_subscription', { subscription: { endpoint, p256dh, auth } })
    }
    await told()
    expect(await deliver()).toMatchObject({ sent: 0, kept: 3 })
    expect((await world.sql.query('select from public.push_subscriptions')).rowCount).toBe(0)
  })
})

describe('a mail', () => {
  test('arrives once, in plain text, with its link and its way out', async () => {
    await wantsMail(guest)
    const hostile = '<img src=x onerror=1> Bcc: all@example.com'
    await told(hostile)
    expect(await deliver()).toMatchObject({ sent: 1 })
    expect(await deliver()).toMatchObject({ sent: 0 })
    const [mail, ...others] = await mails('guest@example.com')
    expect(others).toEqual([])
    expect(mail.subject).toBe(`Used: ${hostile}`)
    expect(mail.body).toContain(`Your coupon “${hostile}” was used at Hotel owner.`)
    expect(mail.link).toBe('http://127.0.0.1:5174/notices')
    expect(await mails('all@example.com')).toEqual([])

    const token = /unsubscribe#(\S+)/.exec(mail.body)?.[1]
    const out = `${world.stack.url}/functions/v1/unsubscribe?token=${token}`
    const seen = await fetch(out, { redirect: 'manual' })
    expect([seen.status, seen.headers.get('location')]).toEqual([303, `http://127.0.0.1:5174/unsubscribe#${token}`])
    await told()
    expect(await deliver()).toMatchObject({ sent: 1 })
    const response = await fetch(out, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' })
    expect([response.status, await response.json()]).toEqual([200, { kind: 'unsubscribed' }])
    await told()
    expect(await deliver()).toMatchObject({ sent: 0 })
    expect((await fetch(out.replace(/token=.*/, 'token=x'), { method: 'POST' })).status).toBe(400)
  })

  test('of an invitation opens the door', async () => {
    const newcomer = await world.person('newcomer')
    await command(owner.client, 'invite_member', { hotel, email: 'newcomer@example.com', role: 'desk' })
    expect(await deliver()).toMatchObject({ sent: 1 })
    const [mail] = await mails('newcomer@example.com')
    const token = /^http:\/\/127\.0\.0\.1:5173\/#\/invitation\/([0-9a-f]{64})$/.exec(mail.link)?.[1]
    expect(await command(newcomer.client, 'accept_invitation', { token })).toMatchObject({ kind: 'joined', role: 'desk' })
    expect(await statuses()).toEqual(['sent'])
  })
})

describe('five deliverers at once', () => {
  /** Five browsers and a mailbox; each notification is six deliveries. */
  async function crowd(notifications: number): Promise<void> {
    for (let n = 0; n < 5; n++) await browserOf(guest)
    await wantsMail(guest)
    await world.sql.query(`insert into public.notifications (audience, user_id, hotel_id, kind, payload)
      select 'user', $1, $2, 'redemption-used', '{"title": "Tea", "hotel_name": "Inn"}' from generate_series(1, $3)`, [guest.id, hotel, notifications])
  }
  const five = () => Promise.all([1, 2, 3, 4, 5].map(() => post().then((response) => response.status, () => 0)))
  const seen = () => new Map(service.pushes.map(({ endpoint, topic }) => [`${endpoint} ${topic}`, 0]))

  test('send each once', async () => {
    const before = (await mails('guest@example.com')).length
    await crowd(15)
    expect(await five()).toEqual([200, 200, 200, 200, 200])
    expect(service.pushes.length).toBe(75)
    expect(seen().size).toBe(75)
    expect((await mails('guest@example.com')).length - before).toBe(15)
    expect(new Set(await statuses())).toEqual(new Set(['sent']))
  })

  test('and killed again and again lose none; what is sent twice has the same topic', async () => {
    await crowd(20)
    let kills = 0
    service.onPush = () => {
      // In the middle of a send: taken by the service, not yet told to the database.
      if (service.pushes.length % 17 !== 0 || kills === 5) return
      kills += 1
      for (const pid of world.stack.pids().slice(3)) process.kill(pid, 'SIGKILL')
    }
    while ((await statuses()).includes('waiting')) {
      await five()
      await due()
    }
    expect(kills).toBe(5)
    expect(seen().size).toBe(100)
    expect((await statuses()).every((status) => status === 'sent')).toBe(true)
    // A kill can double what was under way: five deliverers, ten at a time each.
    expect(service.pushes.length - 100).toBeLessThanOrEqual(kills * 50)
  })

  test('would send some twice if what is taken were not hidden', async () => {
    const { rows: [{ careful }] } = await world.sql.query(`select pg_get_functiondef('public.take_deliveries'::regproc) as careful`)
    await world.sql.query(careful.replace('now() + make_interval(secs => visibility_s)', 'd.next_at').replace('for no key update skip locked', ''))
    await crowd(15)
    await five()
    await world.sql.query(careful)
    expect(service.pushes.length).toBeGreaterThan(seen().size)
  })
})
