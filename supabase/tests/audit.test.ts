import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { join, openHotel, publish, redeem, use } from './scene.ts'
import { call, command, type Json, type Person, startWorld, type World } from './world.ts'

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

describe('managers and owners read it, the desk does not', () => {
  const page = (person: Person, filters: Json = {}, more: Json = {}): Promise<Json[]> => call(person.client, 'audit_page', { hotel, filters, ...more })
  const whole = async (): Promise<string[]> =>
    (await world.sql.query<{ id: string }>('select id from public.audit_log where hotel_id = $1 order by happened_at desc, id desc', [hotel])).rows.map(({ id }) => id)

  test('page by page, what happened last first', async () => {
    const seen: string[] = []
    for (let found = await page(owner, {}, { max_rows: 3 }); found.length > 0; found = await page(owner, {}, { max_rows: 3, after: seen.at(-1) })) seen.push(...found.map(({ id }) => id))
    expect(seen).toEqual(await whole())
    expect((await desk.client.from('audit_log').select('id').eq('hotel_id', hotel)).data).toEqual([])
  })

  test('narrowed to who did it, where, what it concerns, and words without accents', async () => {
    const guest = await world.person('sinéad')
    const coupon = await publish(owner, hotel)
    const { id, code } = await redeem(guest, coupon)
    const { use_id } = await use(desk, hotel, code, { device: 'Rooftop bar' })
    const used = { action: 'use-counted', subject: use_id, who: 'desk', guest: 'sinéad', coupon: 'Afternoon tea for two', coupon_id: coupon, device: 'Rooftop bar' }
    expect(await page(owner, { redemption: id })).toMatchObject([used])
    expect(await page(owner, { words: 'rooftop  SINEAD tea' })).toMatchObject([used])
    expect(await page(owner, { words: 'rooftop nobody' })).toEqual([])
    expect((await page(owner, { coupon })).map(({ action }) => action).sort()).toEqual(['coupon-drafted', 'coupon-published', 'use-counted'])
    expect(await page(owner, { coupon, member: owner.id, actions: ['coupon-published', 'use-counted'] })).toMatchObject([{ action: 'coupon-published', who: 'owner' }])
    expect(new Set((await page(owner, { member: desk.id })).map(({ user_id }) => user_id))).toEqual(new Set([desk.id]))
  })

  test('of days on the hotel’s clock, both included', async () => {
    await world.sql.query(`update public.hotels set time_zone = 'Pacific/Auckland' where id = $1`, [hotel])
    // Half past midnight of 2 January in Auckland, still New Year's Day in Greenwich.
    const { rows: [entry] } = await world.sql.query(`insert into public.audit_log (hotel_id, action, subject, happened_at) values ($1, 'hotel-changed', $1, '2026-01-01T11:30Z') returning id`, [hotel])
    const on = async (from_day: string, to_day: string) => (await page(owner, { from_day, to_day })).map(({ id }) => id)
    expect([await on('2026-01-02', '2026-01-02'), await on('2025-12-01', '2026-01-01'), await on('2026-01-03', '2026-01-03')]).toEqual([[entry.id], [], []])
  })

  test('also of who left: the name stays known', async () => {
    const former = await world.person('ciarán')
    await join(world, hotel, former, 'manager')
    await world.sql.query('delete from public.hotel_members where user_id = $1', [former.id])
    expect(await page(owner, { words: 'ciaran' })).toMatchObject([{ action: 'member-left', member: 'ciarán' }, { action: 'member-joined', member: 'ciarán' }])
  })
})

test.each(['update public.audit_log set action = action', 'delete from public.audit_log', 'truncate public.audit_log'])(
  'not even the tables’ owner may: %s', async (sql) => {
    await expect(world.sql.query(sql)).rejects.toMatchObject({ code: '42501', message: 'append-only' })
    await expect(world.sql.query(`set role service_role; ${sql}`)).rejects.toMatchObject({ code: '42501' })
  })
