import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browser, join, openHotel, publish, redeem, replicaOf, use } from './scene.ts'
import { call, command, type Json, type Person, refusal, startWorld, type World } from './world.ts'

let world: World
let owner: Person
let guest: Person
let hotel: string

beforeAll(async () => {
  world = await startWorld()
  ;[owner, guest] = [await world.person('owner'), await world.person('guest')]
  hotel = await openHotel(owner)
})
afterAll(() => world?.stop())
beforeEach(() => world.sql.query('delete from private.fan_outs; delete from public.push_subscriptions; delete from public.delivery_channels; delete from public.deliveries'))

const subscribe = (person: Person, subscription: Json = browser()) => command(person.client, 'save_push_subscription', { subscription })
const set = (person: Person, channel: string, enabled: boolean) => command(person.client, 'set_delivery_channel', { channel, enabled })
const follow = (person: Person, more: Json = {}) => command(person.client, 'set_follow', { hotel, following: true, ...more })
const expand = (max_rows = 5000) => call(world.service, 'expand_deliveries', { max_rows })
const take = async (more: Json = {}): Promise<Json[]> => (await call(world.service, 'take_deliveries', { channels: ['push', 'email'], ...more })).deliveries
const finish = ({ id, attempt }: Json, outcome: Json) => call(world.service, 'finish_delivery', { delivery: id, attempt, outcome })
const rows = async (sql = 'true'): Promise<Json[]> => (await world.sql.query(`select * from public.deliveries where ${sql} order by created_at, id`)).rows
const due = () => world.sql.query(`update public.deliveries set next_at = now() where status = 'waiting'`)
const endpoints = async (person: Person): Promise<string[]> =>
  ((await person.client.from('push_subscriptions').select('endpoint').order('saved_at').order('created_at')).data ?? []).map(({ endpoint }) => endpoint as string)

/** Something that only its guest is told of. */
async function told(person = guest): Promise<void> {
  const { code } = await redeem(person, await publish(owner, hotel))
  await use(owner, hotel, code)
}

describe('switches', () => {
  test('come by the feed, and are off until they are chosen', async () => {
    const own = replicaOf(guest)
    await own.pull()
    expect(own.tables['delivery_channels'] ?? {}).toEqual({})
    await set(guest, 'email', true)
    await subscribe(guest)
    await own.pull()
    expect(Object.values(own.tables['delivery_channels'] ?? {}).map(({ channel, enabled }) => [channel, enabled])).toEqual([['email', true], ['push', true]])
    await set(guest, 'push', false)
    await own.pull()
    expect(Object.values(own.tables['delivery_channels'] ?? {}).map(({ channel, enabled }) => [channel, enabled])).toEqual([['email', true], ['push', false]])
  })

  test('off stays off when a browser renews its subscription', async () => {
    const mine = browser()
    await subscribe(guest, mine)
    await set(guest, 'push', false)
    await subscribe(guest, mine)
    await subscribe(guest)
    await told()
    expect(await rows()).toEqual([])
  })

  test('that are off, an unconfirmed address and what is read already are not delivered, even where it was on its way', async () => {
    await subscribe(guest)
    await set(guest, 'email', true)
    await told()
    expect((await rows()).map(({ channel, status }) => [channel, status]).sort()).toEqual([['email', 'waiting'], ['push', 'waiting']])
    await world.sql.query('update auth.users set email_confirmed_at = null where id = $1', [guest.id])
    expect((await take()).map(({ channel }) => channel)).toEqual(['push'])
    await world.sql.query('update auth.users set email_confirmed_at = now() where id = $1', [guest.id])
    await due()
    await set(guest, 'push', false)
    expect(await take()).toEqual([])
    expect((await rows()).map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn'])

    await set(guest, 'push', true)
    await told()
    const { data } = await guest.client.from('notifications').select('id')
    await command(guest.client, 'mark_notifications_read', { ids: (data ?? []).map(({ id }) => id as string) })
    expect(await take()).toEqual([])
  })

  test('for e-mail are turned off by a mail’s own token, and nobody learns whose it was', async () => {
    await set(guest, 'email', true)
    await told()
    const [mail] = await take()
    expect(mail.to.email).toBe('guest@example.com')
    expect(await call(world.anon, 'unsubscribe', { token: mail.to.unsubscribe })).toEqual(await call(world.anon, 'unsubscribe', { token: crypto.randomUUID() }))
    await told()
    expect((await rows(`status = 'waiting'`)).length).toBe(1)
    await due()
    expect(await take()).toEqual([])
  })
})

describe('push subscriptions', () => {
  test('are the user’s own to see, without their keys', async () => {
    const mine = browser()
    expect(await subscribe(guest, { ...mine, label: ' Phone ' })).toMatchObject({ kind: 'saved' })
    expect((await guest.client.from('push_subscriptions').select('endpoint, label')).data).toEqual([{ endpoint: mine.endpoint, label: 'Phone' }])
    expect((await guest.client.from('push_subscriptions').select('auth')).error?.code).toBe('42501')
    expect(await command(guest.client, 'remove_push_subscription', { endpoint: mine.endpoint })).toEqual({ kind: 'removed' })
    expect(await endpoints(guest)).toEqual([])
  })

  test('are ten at most: the one not heard of for longest goes', async () => {
    const all = Array.from({ length: 12 }, () => browser())
    for (const one of all.slice(0, 10)) await subscribe(guest, one)
    await subscribe(guest, all[0])
    await Promise.all(all.slice(10).map((one) => subscribe(guest, one)))
    expect(new Set(await endpoints(guest))).toEqual(new Set([...all.slice(3), all[0]].map((one) => one?.endpoint)))
  })

  test('move to who signs in on the same browser, with nothing that waited for the former user', async () => {
    const shared = browser()
    const [first, second] = [await world.person('first'), await world.person('second')]
    await subscribe(first, shared)
    await told(first)
    expect((await rows()).length).toBe(1)
    await subscribe(second, shared)
    expect([await endpoints(first), await endpoints(second)]).toEqual([[], [shared.endpoint]])
    expect(await rows()).toEqual([])
    await told(first)
    expect(await take()).toEqual([])
  })

  test('do not move to who knows the address alone', async () => {
    const mine = browser()
    await subscribe(guest, mine)
    const thief = await world.person('thief')
    for (const forged of [{ ...browser(), endpoint: mine.endpoint }, { ...mine, auth: browser().auth }, { ...mine, p256dh: browser().p256dh }]) {
      expect(await refusal(thief.client, 'save_push_subscription', { command_id: crypto.randomUUID(), subscription: forged })).toMatchObject({ code: 'HC003', details: 'endpoint' })
    }
    expect(await command(thief.client, 'remove_push_subscription', { endpoint: mine.endpoint })).toEqual({ kind: 'removed' })
    expect([await endpoints(guest), await endpoints(thief)]).toEqual([[mine.endpoint], []])
  })

  test('of two users at the same moment end up with one', async () => {
    const [one, two] = [await world.person('one'), await world.person('two')]
    for (let round = 0; round < 10; round++) {
      const shared = browser()
      await Promise.allSettled([subscribe(one, shared), subscribe(two, shared)])
      expect((await world.sql.query('select from public.push_subscriptions where endpoint = $1', [shared.endpoint])).rowCount).toBe(1)
    }
  })
})

describe('offers', () => {
  test('go to followers who have a channel on, do not mute, and followed before; by pages', async () => {
    const people: Person[] = []
    for (let n = 0; n < 7; n++) people.push(await world.person(`follower-${n}`))
    const [both, push, mail, off, muted, gone, none] = people as [Person, Person, Person, Person, Person, Person, Person]
    for (const person of people) await follow(person, { muted: person === muted })
    for (const person of [both, push, off, muted, gone]) await subscribe(person)
    await subscribe(both)
    for (const person of [both, mail]) await set(person, 'email', true)
    await set(off, 'push', false)
    await command(gone.client, 'set_follow', { hotel, following: false })
    await publish(owner, hotel)
    await follow(await world.person('late'))
    await subscribe(await world.person('stranger'))

    expect((await rows()).length).toBe(0)
    const pages: Json[] = []
    while (pages.at(-1)?.more !== false) pages.push(await expand(3))
    expect(pages.length).toBeGreaterThan(2)
    const who = (await rows()).map(({ user_id, channel }) => `${people.find(({ id }) => id === user_id)?.name} ${channel}`).sort()
    expect(who).toEqual(['follower-0 email', 'follower-0 push', 'follower-0 push', 'follower-1 push', 'follower-2 email'])
    expect(none.name).toBe('follower-6')

    // Muted after it was made, before it is sent.
    await follow(push, { muted: true })
    expect((await take()).map(({ kind, payload }) => [kind, payload.hotel_name])).toEqual(Array.from({ length: 4 }, () => ['coupon-published', 'Hotel owner']))
  })

  test('are made once by runs that overlap', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, (_, n) => world.person(`crowd-${n}`)))
    for (const person of people) await Promise.all([follow(person), set(person, 'email', true)])
    for (let n = 0; n < 3; n++) await publish(owner, hotel)
    while ((await Promise.all([1, 2, 3, 4].map(() => expand(5)))).some(({ more }) => more));
    expect((await rows()).length).toBe(36)
  })

  test('cost the hotel one row, however many follow', async () => {
    await follow(guest)
    await subscribe(guest)
    await publish(owner, hotel)
    expect([(await world.sql.query('select from private.fan_outs')).rowCount, (await rows()).length]).toEqual([1, 0])
  })
})

describe('a delivery', () => {
  test('is in one deliverer’s hands at a time, and comes back when he dies', async () => {
    await set(guest, 'email', true)
    for (let n = 0; n < 6; n++) await told()
    const taken = (await Promise.all([1, 2, 3, 4, 5].map(() => take({ max_rows: 2 })))).flat()
    expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length)
    expect((await take()).length + taken.length).toBe(6)
    await world.sql.query(`update public.deliveries set next_at = next_at - interval '61 seconds'`)
    expect((await take()).map(({ attempt }) => attempt)).toEqual([2, 2, 2, 2, 2, 2])
  })

  test('that failed waits longer each time, as long as it was asked to, and is dead after the eighth', async () => {
    await set(guest, 'email', true)
    await told()
    const pauses: number[] = []
    for (let n = 1; n <= 7; n++) {
      const [mail] = await take()
      expect(await finish(mail, { kind: 'failed', error: `no. ${n}\nof 8` })).toMatchObject({ kind: 'waiting' })
      const { rows: [row] } = await world.sql.query(`select extract(epoch from next_at - now())::float as pause, last_error from public.deliveries`)
      expect(row.last_error).toBe(`no. ${n} of 8`)
      pauses.push(row.pause)
      expect(await take()).toEqual([])
      await due()
    }
    pauses.forEach((pause, n) => expect(pause).toBeLessThanOrEqual(30 * 2 ** n))
    // What it waits has passed in part when it is looked at: a loaded machine may need a while for that.
    pauses.slice(2).forEach((pause, n) => expect(pause).toBeGreaterThan(15 * 2 ** (n + 2) - 30))
    const [last] = await take()
    expect(await finish(last, { kind: 'failed', error: 'x'.repeat(900) })).toEqual({ kind: 'dead' })
    expect(await rows()).toMatchObject([{ status: 'dead', attempts: 8, last_error: 'x'.repeat(500) }])

    await told()
    const [asked] = await take()
    await finish(asked, { kind: 'failed', error: '429', retry_after_s: 7200 })
    const { rows: [row] } = await world.sql.query(`select next_at > now() + interval '110 minutes' as waits from public.deliveries where status = 'waiting'`)
    expect(row.waits).toBe(true)
  })

  test('whose deliverers all died is dead, too', async () => {
    await set(guest, 'email', true)
    await told()
    for (let n = 0; n < 8; n++) {
      expect((await take()).length).toBe(1)
      await due()
    }
    expect(await call(world.service, 'take_deliveries', { channels: ['email'] })).toEqual({ deliveries: [], withdrawn: 0, dead: 1 })
  })

  test('that was refused is dead at once, and one that is sent stays sent', async () => {
    await set(guest, 'email', true)
    await told()
    await told()
    const [one, two] = await take() as [Json, Json]
    expect(await finish(one, { kind: 'refused', error: '550 no such user' })).toEqual({ kind: 'dead' })
    expect(await finish(two, { kind: 'sent' })).toEqual({ kind: 'sent' })
    for (const outcome of [{ kind: 'sent' }, { kind: 'failed' }, { kind: 'gone' }]) expect(await finish(two, outcome)).toEqual({ kind: 'stale' })
    expect((await rows()).map(({ status }) => status).sort()).toEqual(['dead', 'sent'])
  })

  test('that another has taken over is not failed by who was late, but he may say that he sent it', async () => {
    await set(guest, 'email', true)
    await told()
    const [late] = await take()
    await due()
    await take()
    expect(await finish(late, { kind: 'failed', error: 'late' })).toEqual({ kind: 'stale' })
    expect(await finish(late, { kind: 'sent' })).toEqual({ kind: 'sent' })
  })

  test('to a browser that is gone ends its subscription; several at once do not lock each other out', async () => {
    await subscribe(guest)
    for (let n = 0; n < 8; n++) await told()
    const kinds = (await Promise.all((await take()).map((one) => finish(one, { kind: 'gone', error: '410' })))).map(({ kind }) => kind)
    expect(kinds.sort()).toEqual(['removed', ...Array.from({ length: 7 }, () => 'stale')])
    expect([await endpoints(guest), await rows()]).toEqual([[], []])
  })

  test('of a channel that is not set up waits, and is dead after three days; all are forgotten after thirty', async () => {
    await set(guest, 'email', true)
    await told()
    expect(await take({ channels: ['push'] })).toEqual([])
    await world.sql.query(`update public.deliveries set created_at = now() - interval '73 hours'`)
    await call(world.service, 'clean_up')
    expect(await rows()).toMatchObject([{ status: 'dead', last_error: 'waited for three days' }])
    await world.sql.query(`update public.deliveries set created_at = now() - interval '31 days'`)
    await call(world.service, 'clean_up')
    expect(await rows()).toEqual([])
  })
})

describe('an invitation', () => {
  const invite = (email: string) => command(owner.client, 'invite_member', { hotel, email, role: 'desk' })

  test('goes to the address that was invited, and its token is forgotten when it is sent', async () => {
    const { token, mailed } = await invite('new@example.com')
    const [mail] = await take()
    expect([mailed, mail]).toMatchObject([true, { kind: 'invitation', channel: 'email', to: { email: 'new@example.com' }, payload: { token, role: 'desk', hotel_name: 'Hotel owner', invited_by: 'owner' } }])
    expect((await rows()).map((row) => row.token)).toEqual([token])
    await finish(mail, { kind: 'sent' })
    expect(await rows()).toMatchObject([{ status: 'sent', token: null }])
    expect((await world.service.from('deliveries').select('token')).error?.code).toBe('42501')
  })

  test('that is revoked, followed by another, accepted, failed for good or too old keeps no token', async () => {
    const revoked = await invite('revoked@example.com')
    await command(owner.client, 'revoke_invitation', { invitation: revoked.invitation_id })
    await invite('twice@example.com')
    const second = await invite('twice@example.com')
    const accepted = await invite('guest@example.com')
    await command(guest.client, 'accept_invitation', { token: accepted.token })
    expect((await rows('token is not null')).map(({ invitation_id }) => invitation_id)).toEqual([second.invitation_id])
    const [mail] = await take()
    await finish(mail, { kind: 'refused', error: 'no such user' })
    await invite('old@example.com')
    await world.sql.query(`update public.deliveries set created_at = now() - interval '73 hours'`)
    await call(world.service, 'clean_up')
    expect(await rows('token is not null')).toEqual([])
    await expect(world.sql.query(`update public.deliveries set token = repeat('a', 64)`)).rejects.toThrow('deliveries_token_waits')
    await world.sql.query('delete from public.hotel_members where user_id = $1', [guest.id])
  })

  test('is mailed to one address five times a day', async () => {
    const answers: Json[] = []
    for (let n = 0; n < 6; n++) answers.push(await invite('flooded@example.com'))
    expect(answers.map(({ mailed }) => mailed)).toEqual([true, true, true, true, true, false])
  })
})

test('members hear of a report by their channels', async () => {
  const desk = await world.person('desk')
  await join(world, hotel, desk, 'desk')
  await set(owner, 'email', true)
  const path = `${hotel}/report.pdf`
  await desk.client.storage.from('reports').upload(path, new Blob(['%PDF'], { type: 'application/pdf' }), { contentType: 'application/pdf' })
  await command(desk.client, 'save_report', { report: { id: crypto.randomUUID(), hotel_id: hotel, from_day: '2026-01-01', to_day: '2026-01-31', path, bytes: 4 } })
  expect((await take()).map(({ kind, to }) => [kind, to.email])).toEqual([['report-saved', 'owner@example.com']])
})
