import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browser, join, openHotel, publish, redeem, replicaOf, use } from './scene.ts'
import { call, command, type Json, type Person, refusal, startWorld, type World } from './world.ts'

let world: World
let owner: Person
let desk: Person
let hotel: string

beforeAll(async () => {
  world = await startWorld()
  ;[owner, desk] = [await world.person('owner'), await world.person('desk')]
  hotel = await openHotel(owner)
  await join(world, hotel, desk, 'desk')
})
afterAll(() => world?.stop())

/** Where a text occurs, in any row of any table of the database. */
async function traces(text: string): Promise<string[]> {
  const { rows } = await world.sql.query<{ name: string }>(`
    select format('%I.%I', c.relnamespace::regnamespace, c.relname) as name from pg_class c
    where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'private', 'auth', 'storage', 'realtime') order by 1`)
  const found: string[] = []
  for (const { name } of rows) {
    const { rowCount } = await world.sql.query(`select from ${name} t where t::text ilike '%' || $1 || '%' limit 1`, [text])
    if (rowCount) found.push(name)
  }
  return found
}

const name = 'Wilhelmina Quist'
const erase = (person: Person, confirmation = `${person.name}@example.com`) => command(person.client, 'erase_me', { confirmation })

/** A person with a row in every table that can hold one about a guest and member. */
async function livedIn(handle: string): Promise<{ person: Person; limited: string; used: Json; open: Json }> {
  const person = await world.person(handle)
  const { error } = await person.client.from('profiles').update({ display_name: name }).eq('id', person.id)
  if (error) throw error
  await command(person.client, 'save_push_subscription', { subscription: browser(`${handle}.example.com`) })
  await command(owner.client, 'invite_member', { hotel, email: `${handle}@example.com`, role: 'desk' })
  const [limited, other] = [await publish(owner, hotel, { max_redemptions: 2 }), await publish(owner, hotel)]
  const [open, used] = [await redeem(person, limited), await redeem(person, other)]
  await use(desk, hotel, used.code, { device: 'Bar' })
  const avatar = `${person.id}/me.png`
  await person.client.storage.from('avatars').upload(avatar, new Blob(['x'], { type: 'image/png' }), { contentType: 'image/png' })
  await person.client.from('profiles').update({ avatar_path: avatar }).eq('id', person.id)
  const { data } = await person.client.from('notifications').select('id')
  await command(person.client, 'mark_notifications_read', { ids: (data ?? []).map(({ id }) => id as string) })
  return { person, limited, used, open }
}

/** As member of the hotel: he took a code that another desk took as well, and was named to it. */
async function workedAt(person: Person): Promise<void> {
  await join(world, hotel, person, 'manager')
  const { code } = await redeem(await world.person(`visitor-${randomUUID()}`), await publish(owner, hotel))
  await use(person, hotel, code)
  expect(await use(desk, hotel, code)).toMatchObject({ kind: 'already-used', used_by_name: name })
  await command(person.client, 'save_coupon', { coupon: { id: await publish(owner, hotel), hotel_id: hotel, title: 'Renamed' } })
}

describe('erasing oneself', () => {
  test('leaves no word of the person, and the books of the hotel', async () => {
    const { person, limited, used, open } = await livedIn('wilhelmina')
    await workedAt(person)
    const email = 'wilhelmina@example.com'
    expect(await traces(email)).toEqual(expect.arrayContaining(['auth.users', 'public.hotel_invitations']))
    expect(await traces(name)).toEqual(['public.commands', 'public.profiles'])

    const left = await erase(person)
    expect(left).toEqual({ kind: 'files-left', bucket: 'avatars', paths: [`${person.id}/me.png`] })
    await person.client.storage.from(left.bucket).remove(left.paths)
    const console = replicaOf(owner, hotel)
    await console.pull()
    expect(await erase(person)).toEqual({ kind: 'erased' })

    expect(await traces(name)).toEqual([])
    expect([await traces(email), await traces('wilhelmina.example.com')]).toEqual([[], []])
    expect(await traces(used.code)).toEqual([])
    await console.pull()
    const rows = console.tables['redemptions'] ?? {}
    expect(rows[used.id]).toMatchObject({ status: 'used', guest_name: 'Erased guest', device: 'Bar' })
    expect(rows[open.id]).toMatchObject({ status: 'cancelled', guest_name: 'Erased guest' })
    expect(rows[used.id].guest_id).not.toBe(person.id)
    expect((await call(owner.client, 'get_coupon', { coupon: limited })).left).toBe(2)
    expect((await world.sql.query(`select from public.profiles where id = $1`, [person.id])).rowCount).toBe(0)
  })

  test('is the end of the session, too', async () => {
    const person = await world.person('short')
    expect(await erase(person)).toEqual({ kind: 'erased' })
    expect(await refusal(person.client, 'pull_changes')).toMatchObject({ code: 'HC002' })
    expect(await refusal(person.client, 'erase_me', { command_id: randomUUID(), confirmation: 'short@example.com' })).toMatchObject({ code: 'HC002' })
    expect((await person.client.auth.refreshSession()).error).not.toBeNull()
    await world.person('short')
  })

  test('wants one’s own address typed', async () => {
    const person = await world.person('careful')
    expect(await refusal(person.client, 'erase_me', { command_id: randomUUID(), confirmation: 'yes' })).toMatchObject({ code: 'HC001', details: 'confirmation' })
    expect(await erase(person, ' Careful@Example.com ')).toEqual({ kind: 'erased' })
  })

  test('leaves no hotel without an owner', async () => {
    const person = await world.person('alone')
    const inn = await openHotel(person)
    expect(await erase(person)).toEqual({ kind: 'last-owner', hotels: [inn] })
    await join(world, inn, owner, 'owner')
    expect(await erase(person)).toEqual({ kind: 'erased' })
  })

  test('happens just so when an administrator deletes the user', async () => {
    const { person, limited } = await livedIn('deleted')
    await person.client.storage.from('avatars').remove([`${person.id}/me.png`])
    expect((await world.service.auth.admin.deleteUser(person.id)).error).toBeNull()
    expect([await traces(name), await traces('deleted@example.com')]).toEqual([[], []])
    expect((await call(owner.client, 'get_coupon', { coupon: limited })).left).toBe(2)
  })

  test('an erased guest’s use can be undone, and tells nobody', async () => {
    const { person, used } = await livedIn('gone')
    await person.client.storage.from('avatars').remove([`${person.id}/me.png`])
    await erase(person)
    const { rows } = await world.sql.query('select id from public.uses where redemption_id = $1', [used.id])
    expect(await command(owner.client, 'undo_use', { hotel, use: rows[0].id, reason: 'x' })).toMatchObject({ kind: 'undone', status: 'expired' })
  })
})

test('export gives all of one’s rows, with nothing of others', async () => {
  const { person, used, open } = await livedIn('ada')
  await workedAt(person)
  const data = await call(person.client, 'export_my_data')
  expect(data).toMatchObject({
    account: { id: person.id, email: 'ada@example.com' }, profile: { display_name: name },
    follows: [{ hotel_name: 'Hotel owner' }], memberships: [{ role: 'manager' }], invitations: [{ role: 'desk' }], files: [{ bucket_id: 'avatars' }],
  })
  expect(data.redemptions).toEqual(expect.arrayContaining([
    expect.objectContaining({ id: used.id, code: used.code, status: 'used' }), expect.objectContaining({ id: open.id, code: open.code }),
  ]))
  for (const table of ['notifications', 'notification_reads', 'delivery_channels', 'push_subscriptions', 'deliveries', 'uses', 'commands', 'audit_log', 'code_attempts']) expect(data[table].length, table).toBeGreaterThan(0)

  const { rows } = await world.sql.query<{ name: string }>(`select distinct c.relname::text as name from pg_class c
    join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'public.profiles'::regclass where c.relnamespace = 'public'::regnamespace and c.relname <> 'redemption_codes' order by 1`)
  const told: Record<string, string> = { hotel_members: 'memberships', hotel_invitations: 'invitations' }
  for (const { name: table } of rows) expect(Object.keys(data), table).toContain(told[table] ?? table)
  const other = await livedIn('eve')
  await use(person, hotel, other.open.code)
  const mine = JSON.stringify({ ...(await call(person.client, 'export_my_data')), profile: null })
  for (const theirs of [other.person.id, other.open.code, name]) expect(mine).not.toContain(theirs)
})
