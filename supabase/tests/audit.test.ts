import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { join, openHotel, publish, redeem, use } from './scene.ts'
import { command, type Json, type Person, startWorld, type World } from './world.ts'

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

const entries = async (subject: string): Promise<Json[]> =>
  (await world.sql.query('select action, role, user_id, device, detail from public.audit_log where subject = $1 order by received_at, action', [subject])).rows

describe('what is done is written down', () => {
  test('of a hotel and its members', async () => {
    const [fresh, guest] = [await openHotel(owner), await world.person('newcomer')]
    await join(world, fresh, guest, 'desk')
    await world.sql.query(`update public.hotel_members set role = 'manager' where user_id = $1`, [guest.id])
    await world.sql.query(`update public.hotels set description = 'By the sea' where id = $1`, [fresh])
    await world.sql.query('delete from public.hotel_members where user_id = $1', [guest.id])
    expect(await entries(fresh)).toMatchObject([
      { action: 'hotel-created', user_id: owner.id }, { action: 'hotel-changed', user_id: null, detail: { columns: ['description'] } },
    ])
    expect(await entries(guest.id)).toMatchObject([
      { action: 'member-joined', detail: { role: 'desk' } }, { action: 'member-changed', detail: { role: 'manager', before: 'desk' } },
      { action: 'member-left', detail: { role: 'manager' } },
    ])
  })

  test('with the device that said what it is called, and without one that said nonsense', async () => {
    const named = async (header: string) => {
      const coupon = await publish(owner, hotel)
      await owner.client.rpc('pause_coupon', { command_id: crypto.randomUUID(), coupon }).setHeader('x-device', header).throwOnError()
      return (await entries(coupon)).map(({ action, device }) => [action, device]).at(-1)
    }
    const base64 = (text: string) => Buffer.from(text).toString('base64')
    expect(await named(base64('Büro 東'))).toEqual(['coupon-paused', 'Büro 東'])
    for (const odd of ['not base64!', Buffer.from([0xff, 0xfe]).toString('base64'), base64('two\nlines'), base64('x'.repeat(81)), base64('')]) {
      expect(await named(odd), odd.slice(0, 20)).toEqual(['coupon-paused', null])
    }
  })

  test('of a coupon, but not what is only derived', async () => {
    const coupon = await publish(owner, hotel)
    await command(owner.client, 'pause_coupon', { coupon })
    await command(owner.client, 'save_coupon', { coupon: { id: coupon, hotel_id: hotel, title: 'Late tea', ends_on: '2099-01-01' } })
    await world.sql.query(`update public.hotels set time_zone = 'Europe/Madrid' where id = $1`, [hotel])
    await command(owner.client, 'archive_coupon', { coupon })
    const found = (await entries(coupon)).map(({ action, detail, role }) => [action, detail.columns ?? detail.before ?? null, role])
    expect(found).toEqual([
      ['coupon-drafted', null, 'owner'], ['coupon-published', 'draft', 'owner'],
      ['coupon-paused', 'published', 'owner'],
      ['coupon-changed', ['ends_on', 'title'], 'owner'], ['coupon-archived', 'paused', 'owner'],
    ])
  })

  test('of a use: who, where, and both times', async () => {
    const { id, code } = await redeem(await world.person('guest'), await publish(owner, hotel))
    const happened = new Date(Date.now() - 60_000)
    const { use_id } = await use(desk, hotel, code, { device: 'Front desk', happened_at: happened.toISOString() })
    const { rows } = await world.sql.query('select * from public.audit_log where subject = $1', [use_id])
    expect(rows).toMatchObject([{ action: 'use-counted', role: 'desk', user_id: desk.id, device: 'Front desk', happened_at: happened, detail: { redemption_id: id } }])
    expect(rows[0].received_at.getTime()).toBeGreaterThan(happened.getTime())
  })
})

test('managers and owners read it page by page, the desk does not', async () => {
  const read = async (person: Person, before?: Json) => {
    let query = person.client.from('audit_log').select('id, received_at').eq('hotel_id', hotel)
      .order('received_at', { ascending: false }).order('id', { ascending: false }).limit(3)
    if (before) query = query.or(`received_at.lt.${before.received_at},and(received_at.eq.${before.received_at},id.lt.${before.id})`)
    return (await query).data as Json[]
  }
  const { rows } = await world.sql.query<{ id: string }>('select id from public.audit_log where hotel_id = $1 order by received_at desc, id desc', [hotel])
  const seen: string[] = []
  for (let page = await read(owner); page.length > 0; page = await read(owner, page.at(-1))) seen.push(...page.map(({ id }) => id))
  expect(seen).toEqual(rows.map(({ id }) => id))
  expect(await read(desk)).toEqual([])
})

test.each(['update public.audit_log set action = action', 'delete from public.audit_log', 'truncate public.audit_log'])(
  'not even the tables’ owner may: %s', async (sql) => {
    await expect(world.sql.query(sql)).rejects.toMatchObject({ code: '42501', message: 'append-only' })
    await expect(world.sql.query(`set role service_role; ${sql}`)).rejects.toMatchObject({ code: '42501' })
  })
