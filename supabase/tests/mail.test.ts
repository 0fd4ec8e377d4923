import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Secrets } from '../../stack/keys.ts'
import { type MailServer, startMailServer } from './mail-server.ts'
import { browser, openHotel } from './scene.ts'
import { command, type Json, type Person, startWorld, type World } from './world.ts'

let world: World
let owner: Person
let guest: Person
let hotel: string
let server: MailServer

beforeAll(async () => {
  server = await startMailServer()
  world = await startWorld({ settings: { SMTP_URL: server.url, MAIL_FROM: 'Hotel Coupons <hello@mail.example>', VAPID_PRIVATE_KEY: '' } })
  ;[owner, guest] = [await world.person('owner'), await world.person('guest')]
  hotel = await openHotel(owner, { name: 'Inn' })
  await command(guest.client, 'set_delivery_channel', { channel: 'email', enabled: true })
})
afterAll(async () => {
  await world?.stop()
  await server?.stop()
})
beforeEach(async () => {
  await world.sql.query('delete from public.deliveries')
  Object.assign(server, { mails: [], refusals: [], onMail: () => undefined })
})

const post = async (): Promise<Json> => {
  const headers = { 'x-cron-secret': (world.stack.keys as Secrets).cronSecret }
  return (await fetch(`${world.stack.url}/functions/v1/deliver-notifications`, { method: 'POST', headers })).json()
}
const due = () => world.sql.query(`update public.deliveries set next_at = now() where status = 'waiting'`)
const told = (payload: Json = { title: 'Tea', hotel_name: 'Inn' }) => world.sql.query(`insert into public.notifications (audience, user_id, hotel_id, kind, payload)
  values ('user', $1, $2, 'redemption-used', $3)`, [guest.id, hotel, JSON.stringify(payload)])
const rows = async (): Promise<Json[]> => (await world.sql.query('select * from public.deliveries')).rows

test('a channel without settings is off, says which it lacks, and loses nothing', async () => {
  await command(guest.client, 'save_push_subscription', { subscription: browser() })
  await told()
  expect(await post()).toMatchObject({ sent: 1, off: { push: ['VAPID_PRIVATE_KEY'] } })
  expect((await rows()).map(({ channel, status }) => `${channel} ${status}`).sort()).toEqual(['email sent', 'push waiting'])
  await world.sql.query('delete from public.push_subscriptions')
})

test('says who it is from and how to end it, and carries nothing that reports back', async () => {
  await told()
  await post()
  const [mail] = server.mails as [Json]
  const header = (name: string) => mail.headers.find(({ key }: Json) => key === name)?.value
  expect([mail.from.address, mail.recipients, mail.subject]).toEqual(['hello@mail.example', ['guest@example.com'], 'Used: Tea'])
  expect(header('message-id')).toMatch(/^<[0-9a-f-]{36}@mail\.example>$/)
  expect(header('list-unsubscribe')).toMatch(new RegExp(`^<${world.stack.url}/functions/v1/unsubscribe\\?token=[0-9a-f-]{36}>$`))
  expect([header('list-unsubscribe-post'), header('auto-submitted'), header('content-language')]).toEqual(['List-Unsubscribe=One-Click', 'auto-generated', 'en'])
  expect(mail.html).toContain('Your coupon “Tea” was used at Inn.')
  expect(mail.html).not.toMatch(/<img|<script|url\(/i)
})

test('a hostile title stays text: no header, no recipient, no markup', async () => {
  await told({ title: 'Tea\r\nBcc: all@example.com\r\n\r\n<script>1</script>\u202e"><a href=//x>', hotel_name: '<b>Inn</b>, all@example.com' })
  await post()
  const [mail] = server.mails as [Json]
  expect(mail.recipients).toEqual(['guest@example.com'])
  expect(mail.headers.some(({ key }: Json) => key === 'bcc')).toBe(false)
  expect(mail.subject).toBe('Used: Tea Bcc: all@example.com <script>1</script> "><a href=//x>')
  expect(mail.html).not.toMatch(/<script|<b>|<a href=\/\//)
})

test('a server that is busy gets the same mail again; one that knows no such user does not', async () => {
  await told()
  server.refusals = [{ at: 'recipient', code: 451 }, { at: 'text', code: 452 }]
  for (const [sent, kept] of [[0, 1], [0, 1], [1, 0]]) {
    expect(await post()).toMatchObject({ sent, kept })
    await due()
  }
  expect(server.mails.map(({ messageId }) => messageId)).toEqual([`<${(await rows())[0].id}@mail.example>`])

  for (const at of ['recipient', 'text'] as const) {
    await world.sql.query('delete from public.deliveries')
    await told()
    server.refusals = [{ at, code: 550 }]
    expect(await post()).toMatchObject({ sent: 0, kept: 1, dead: 1 })
    expect((await rows())[0]).toMatchObject({ status: 'dead', attempts: 1, last_error: expect.stringContaining('no such user') as string })
  }
})

test('a deliverer killed after the mail was taken doubles it at most, under one Message-ID', async () => {
  for (let n = 0; n < 6; n++) await told({ title: `Tea ${n}`, hotel_name: 'Inn' })
  let killed = false
  server.onMail = () => {
    if (killed) return
    killed = true
    for (const pid of world.stack.pids().slice(3)) process.kill(pid, 'SIGKILL')
  }
  await post().catch(() => undefined)
  while ((await rows()).some(({ status }) => status === 'waiting')) {
    await due()
    await post().catch(() => undefined)
  }
  expect(killed).toBe(true)
  expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(6)
})

test('an invitation is written in its host’s language, and names a host who writes odd things', async () => {
  await owner.client.from('profiles').update({ locale: 'es', display_name: 'Ana <x@example.com>' }).eq('id', owner.id)
  await command(owner.client, 'invite_member', { hotel, email: 'New.One@Example.com', role: 'manager' })
  await post()
  const [mail] = server.mails as [Json]
  expect([mail.recipients, mail.subject]).toEqual([['new.one@example.com'], 'Invitación al equipo de Inn'])
  expect(mail.text).toContain('Ana <x@example.com> te invita al equipo de Inn (gestor).')
  expect(mail.headers.some(({ key }: Json) => key === 'list-unsubscribe')).toBe(false)
})

test('a server that is not there leaves the mail waiting', async () => {
  await told()
  await server.stop()
  expect(await post()).toMatchObject({ sent: 0, kept: 1 })
  expect((await rows())[0]).toMatchObject({ status: 'waiting', attempts: 1, last_error: expect.stringMatching(/ECONN|ESOCKET/) as string })
})
