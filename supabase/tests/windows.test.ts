import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import cases from '../../core/domain/window-cases.json' with { type: 'json' }
import { judge } from '../../core/domain/local-verdict.ts'
import { windowState } from '../../core/domain/window.ts'
import { counter, record } from './proof/figures.ts'
import { join, openHotel, publish, redeem, replicaOf, use } from './scene.ts'
import { call, command, type Person, startWorld, type World } from './world.ts'

let world: World
let owner: Person
let guest: Person

beforeAll(async () => {
  world = await startWorld()
  ;[owner, guest] = [await world.person('owner'), await world.person('guest')]
})
afterAll(() => world?.stop())

/** The cases that core/domain/window.ts is held to: SQL must judge them alike. */
describe('a coupon’s window', () => {
  const alike = counter()
  test.each(cases)('$name', async (given) => {
    const db = await world.sql.connect()
    try {
      await db.query('begin')
      await db.query(
        `with hotel as (insert into public.hotels (name, city, country, time_zone, currency) values ('x', 'x', 'XX', $1, 'EUR') returning id)
         select set_config('test.hotel', id::text, true) from hotel`, [given.time_zone])
      const { rows } = await db.query<{ starts_at: Date; ends_at: Date; state: string }>(
        `with c as (
           insert into public.coupons (hotel_id, title, discount_kind, discount_value, starts_on, ends_on, weekdays, hours_from, hours_to, blackout_dates)
           values (current_setting('test.hotel')::uuid, 'x', 'gift', 0, $2, $3, $4, $5, $6, $8::date[]) returning *
         ) select c.starts_at, c.ends_at, case when $7::timestamptz >= c.ends_at then 'over' when $7 < c.starts_at then 'not-yet'
             when private.within_hours(jsonb_populate_record(null::public.coupons, to_jsonb(c)), $1, $7) then 'open' else 'outside-hours' end as state from c`,
        [given.time_zone, given.starts_on, given.ends_on, given.weekdays, given.hours_from, given.hours_to, given.now, given.blackout_dates])
      alike.refused(rows[0]?.state === windowState(given, given.now, given.time_zone))
      expect(rows).toEqual([{ starts_at: new Date(given.starts_at), ends_at: new Date(given.ends_at), state: given.state }])
    } finally {
      await db.query('rollback')
      db.release()
    }
  })

  test('figures', (context) => {
    record(context, { part: 'Raced and killed', name: 'Time zones: cases that SQL and the desk without network judge', ...alike.total,
      note: 'Days of 23, 23½ and 25 hours, skipped and repeated midnights, zones from −10 to +14, leap days' })
    expect(alike.total).toEqual({ tried: cases.length, wrong: 0 })
  })

  test('its instants follow its days and its hotel’s zone', async () => {
    const hotel = await openHotel(owner, { time_zone: 'Europe/Madrid' })
    const coupon = await publish(owner, hotel, { starts_on: '2026-03-01', ends_on: '2099-03-29' })
    const instants = async () => {
      const { starts_at, ends_at } = await call(world.anon, 'get_coupon', { coupon })
      return [new Date(starts_at).toISOString(), new Date(ends_at).toISOString()]
    }
    expect(await instants()).toEqual(['2026-02-28T23:00:00.000Z', '2099-03-29T22:00:00.000Z'])
    await world.sql.query(`update public.hotels set time_zone = 'Pacific/Auckland' where id = $1`, [hotel])
    expect(await instants()).toEqual(['2026-02-28T11:00:00.000Z', '2099-03-29T11:00:00.000Z'])
  })
})

describe('a code', () => {
  const desk = async (hotel: string) => {
    const person = await world.person(`desk-${randomUUID().slice(0, 8)}`)
    await join(world, hotel, person, 'desk')
    return person
  }
  const hour = (offset: number) => new Date(Date.now() + offset * 3_600_000)
  const set = (sql: string, id: string) => world.sql.query(`update public.${sql} where id = $1`, [id])
  const everyDayBut = (at: Date) => [1, 2, 3, 4, 5, 6, 7].filter((weekday) => weekday !== (at.getUTCDay() || 7))

  test('runs until the end of the hotel-local day so many days after it was redeemed, or with its coupon', async () => {
    const { rows } = await world.sql.query<{ days: number | null; expires: string }>(`
      select days, private.expiry(jsonb_populate_record(null::public.coupons, jsonb_build_object('ends_at', '2026-04-10T22:00:00Z', 'valid_days_after_redeem', days)),
        'Europe/Madrid', '2026-03-27T23:30:00Z')::text as expires from unnest(array[1, 2, 30, null]) days`)
    // Redeemed on 28 March, half past midnight in Madrid; on the 29th the clocks go forward.
    expect(rows.map(({ expires }) => new Date(expires).toISOString())).toEqual([
      '2026-03-29T22:00:00.000Z', '2026-03-30T22:00:00.000Z', '2026-04-10T22:00:00.000Z', '2026-04-10T22:00:00.000Z',
    ])
  })

  test('is judged at the instant the use happened', async () => {
    const hotel = await openHotel(owner, { time_zone: 'UTC' })
    const coupon = await publish(owner, hotel)
    const { id, code } = await redeem(guest, coupon)
    await set(`redemptions set redeemed_at = now() - interval '3 hours', expires_at = now() - interval '1 hour', status = 'expired'`, id)
    expect(await call(owner.client, 'verify_code', { hotel, code })).toMatchObject({ kind: 'expired', ended_at: expect.any(String) })
    expect(await use(owner, hotel, code)).toMatchObject({ kind: 'expired' })
    expect(await use(owner, hotel, code, { happened_at: hour(-2).toISOString() })).toMatchObject({ kind: 'used' })
  })

  test('is judged in order: cancelled, used, expired, archived, not yet, outside hours, valid', async () => {
    const hotel = await openHotel(owner, { time_zone: 'UTC' })
    const coupon = await publish(owner, hotel, { weekdays: everyDayBut(new Date()) })
    const { id, code } = await redeem(guest, coupon)
    const verdict = async () => (await call(owner.client, 'verify_code', { hotel, code })).kind
    expect(await verdict()).toBe('outside-hours')
    await set(`coupons set starts_on = current_date + 1`, coupon)
    expect(await verdict()).toBe('not-yet')
    await set(`coupons set status = 'archived'`, coupon)
    expect(await verdict()).toBe('paused')
    await set(`redemptions set expires_at = now() - interval '1 hour'`, id)
    expect(await verdict()).toBe('expired')
    await set(`redemptions set status = 'used', used_at = now()`, id)
    expect(await verdict()).toBe('already-used')
    await set(`redemptions set status = 'cancelled', used_at = null`, id)
    expect(await verdict()).toBe('cancelled')
  })

  test('of an archived coupon counts where it was used before', async () => {
    const hotel = await openHotel(owner)
    const coupon = await publish(owner, hotel)
    const [{ id, code }, late] = [await redeem(guest, coupon), await redeem(owner, coupon)]
    await set(`redemptions set redeemed_at = now() - interval '3 hours'`, id)
    await command(owner.client, 'archive_coupon', { coupon })
    expect(await use(owner, hotel, late.code)).toEqual({ kind: 'paused' })
    expect(await use(owner, hotel, code, { happened_at: hour(-1).toISOString() })).toMatchObject({ kind: 'used' })
    expect(await call(owner.client, 'get_coupon', { coupon })).not.toHaveProperty('archived_at')
  })

  test('is not used before it was given, but for a few minutes between clocks', async () => {
    const hotel = await openHotel(owner)
    const { code, redeemed_at } = await redeem(guest, await publish(owner, hotel))
    const early = await use(owner, hotel, code, { happened_at: hour(-1).toISOString() })
    expect([early.kind, new Date(early.starts_at)]).toEqual(['not-yet', new Date(redeemed_at)])
    expect(await use(owner, hotel, code, { happened_at: hour(-4 / 60).toISOString() })).toMatchObject({ kind: 'used' })
  })

  test('does not hold on a blackout date, and the desk is told which there are', async () => {
    const hotel = await openHotel(owner, { time_zone: 'UTC' })
    const today = new Date().toISOString().slice(0, 10)
    const coupon = await publish(owner, hotel, { blackout_dates: ['2099-12-24', today, today] })
    const { code } = await redeem(guest, coupon)
    expect(await call(owner.client, 'verify_code', { hotel, code })).toEqual({
      kind: 'outside-hours', weekdays: null, hours_from: null, hours_to: null, blackout_dates: [today, '2099-12-24'],
    })
    expect(await call(world.anon, 'get_coupon', { coupon })).toMatchObject({ blackout_dates: [today, '2099-12-24'] })
    await command(owner.client, 'save_coupon', { coupon: { id: coupon, hotel_id: hotel, blackout_dates: null } })
    expect(await use(owner, hotel, code)).toMatchObject({ kind: 'used' })
  })

  test('of a paused coupon stays usable', async () => {
    const hotel = await openHotel(owner)
    const coupon = await publish(owner, hotel)
    const { code } = await redeem(guest, coupon)
    await command(owner.client, 'pause_coupon', { coupon })
    expect(await use(await desk(hotel), hotel, code)).toMatchObject({ kind: 'used' })
  })

  test('is judged alike by the server and by the desk’s replica', async () => {
    const hotel = await openHotel(owner, { time_zone: 'UTC' })
    const changes = [
      [], [`coupons set status = 'archived'`], [`coupons set status = 'paused'`], [`coupons set starts_on = current_date + 1`],
      [`coupons set starts_on = current_date - 9, ends_on = current_date - 5`], [`coupons set weekdays = '{${everyDayBut(new Date()).join(',')}}'`],
      [`redemptions set status = 'expired'`], [`redemptions set expires_at = now() - interval '1 minute'`], [`redemptions set status = 'cancelled'`],
      [`redemptions set status = 'used', used_at = now(), device = 'Bar'`], [`redemptions set redeemed_at = now() + interval '6 minutes'`],
      [`coupons set status = 'archived'`, `redemptions set redeemed_at = now() + interval '6 minutes', status = 'expired'`],
    ]
    const kinds = new Set<string>()
    for (const change of changes) {
      const { id, code, coupon_id } = await redeem(guest, await publish(owner, hotel))
      for (const sql of change) await set(sql, sql.startsWith('coupons') ? coupon_id : id)
      const { tables, pull } = replicaOf(owner, hotel)
      await pull()
      const row = (table: string, key: string) => tables[table]?.[key]
      const said = await call(owner.client, 'verify_code', { hotel, code })
      const { time_zone, currency } = row('hotels', hotel)
      const local = judge(row('redemptions', id), row('coupons', coupon_id), { usedBy: null, hotel: { time_zone, currency }, now: new Date().toISOString() })
      expect(local, change.join()).toEqual(said)
      kinds.add(said.kind)
    }
    expect([...kinds].sort()).toEqual(['already-used', 'cancelled', 'expired', 'not-yet', 'outside-hours', 'paused', 'valid'])
  })

  test('of another hotel tells nothing but that', async () => {
    const [hotel, other] = [await openHotel(owner), await openHotel(owner)]
    const { code } = await redeem(guest, await publish(owner, other))
    expect(await call(owner.client, 'verify_code', { hotel, code })).toEqual({ kind: 'other-hotel' })
  })

  test('is read however it is typed, and a slip is seen', async () => {
    const hotel = await openHotel(owner)
    const { code } = await redeem(guest, await publish(owner, hotel))
    const verdict = async (typed: string) => (await call(owner.client, 'verify_code', { hotel, code: typed })).kind
    const typed = ` ${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8)} `.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
    expect(await verdict(typed)).toBe('valid')
    expect(await verdict(code.slice(0, 12))).toBe('malformed-code')
    expect(await verdict(`${code.startsWith('7') ? '8' : '7'}${code.slice(1)}`)).toBe('malformed-code')
    const { rows } = await world.sql.query<{ code: string }>('select private.new_code() as code')
    expect(await verdict(rows[0]?.code ?? '')).toBe('unknown-code')
  })

  test('20 misses lock a member out for a while, and nobody else', async () => {
    const hotel = await openHotel(owner)
    const [clumsy, calm] = [await desk(hotel), await desk(hotel)]
    const { code } = await redeem(guest, await publish(owner, hotel))
    const verify = (person: Person, entered: string) => call(person.client, 'verify_code', { hotel, code: entered })
    const { rows } = await world.sql.query<{ code: string }>('select private.new_code() as code from generate_series(1, 30)')
    for (let i = 0; i < 25; i++) expect((await verify(clumsy, code)).kind).toBe('valid')
    // All at once: a burst must not pass the limit either.
    const kinds = (await Promise.all(rows.map((row) => verify(clumsy, row.code)))).map(({ kind }) => kind as string)
    expect([kinds.filter((kind) => kind === 'unknown-code').length, kinds.filter((kind) => kind === 'too-many-attempts').length]).toEqual([20, 10])
    expect(await verify(clumsy, code)).toEqual({ kind: 'too-many-attempts', retry_after_s: expect.any(Number) })
    expect((await verify(calm, code)).kind).toBe('valid')

    const args = { hotel, code, command_id: randomUUID(), happened_at: new Date().toISOString() }
    expect(await call(clumsy.client, 'use_code', args)).toMatchObject({ kind: 'too-many-attempts' })
    const own = await openHotel(clumsy)
    expect((await call(clumsy.client, 'verify_code', { hotel: own, code: rows[0]?.code })).kind, 'nor in a hotel of his own').toBe('too-many-attempts')
    await world.sql.query(`update public.code_attempts set at = at - interval '10 minutes' where user_id = $1`, [clumsy.id])
    expect(await call(clumsy.client, 'use_code', args), '"later" is no final answer of a command').toMatchObject({ kind: 'used' })
  })
})
