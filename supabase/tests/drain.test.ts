import { randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { draft, openHotel, publish, redeem, use } from './scene.ts'
import { call, type Json, type Person, startWorld, type World } from './world.ts'
import type { Secrets } from '../../stack/keys.ts'

let world: World
let owner: Person
let hotel: string
let coupons: string[]

beforeAll(async () => {
  world = await startWorld()
  owner = await world.person('owner')
  hotel = await openHotel(owner)
  coupons = [await publish(owner, hotel), await publish(owner, hotel)]
})
afterAll(() => world?.stop())
beforeEach(() => world.sql.query('truncate public.interaction_queue, public.interaction_batches, public.interaction_daily, public.interaction_dead_letters'))

const now = () => new Date().toISOString()
const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
const view = (coupon = coupons[0], at = now()): Json => ({ kind: 'view', coupon, at })
const record = (events: Json[], batch_id = randomUUID()) => call(world.anon, 'record_interactions', { batch_id, events })
const drain = (max_events = 50_000) => call(world.service, 'drain_interactions', { max_events })
const sum = async (column: string): Promise<number> => Number((await world.sql.query<{ n: string }>(`select coalesce(sum(${column}), 0) n from public.interaction_daily`)).rows[0]?.n)
const dead = async (): Promise<string[]> => (await world.sql.query<{ reason: string }>('select reason from public.interaction_dead_letters order by 1')).rows.map((row) => row.reason)

test('a batch sent again counts once, before and after the drain', async () => {
  const id = randomUUID()
  expect(await record([view(), view()], id)).toEqual({ kind: 'queued', count: 2 })
  expect(await record([view(), view()], id)).toEqual({ kind: 'duplicate', count: 0 })
  expect(await drain()).toEqual({ batches: 1, events: 2, dead: 0, left: 0 })
  expect(await record([view(), view()], id)).toEqual({ kind: 'duplicate', count: 0 })
  expect(await drain()).toEqual({ batches: 0, events: 0, dead: 0, left: 0 })
  expect(await sum('views')).toBe(2)
})

test('what cannot be counted goes to the dead letters with its reason, and blocks nothing', async () => {
  await record([
    view(), 7, null, 'view', [], {}, { kind: 3 }, { kind: 'view' }, { kind: 'view', coupon: 'x', at: now() }, { kind: 'view', coupon: coupons[0] },
    { ...view(), at: 'yesterday' }, { ...view(), at: '2026-13-01T00:00:00Z' }, { ...view(), at: '2026-01-01T00:00:00' }, { ...view(), at: 'infinity' },
    { ...view(), kind: 'like' }, { ...view(), kind: 'redemption' }, { ...view(), kind: 'use' },
    view(randomUUID()), view(coupons[0], ago(-1)), view(coupons[0], ago(31)), view(),
  ])
  expect(await drain()).toEqual({ batches: 1, events: 21, dead: 19, left: 0 })
  expect(await dead()).toEqual([
    'future', ...Array.from({ length: 12 }, () => 'malformed'), 'too-old', 'unknown-coupon', ...Array.from({ length: 4 }, () => 'unknown-kind'),
  ])
  expect([await sum('views'), await sum('redemptions'), await sum('uses')]).toEqual([2, 0, 0])
})

test('a draft has no guests, and so no views', async () => {
  await record([view(await draft(owner, await openHotel(owner)))])
  await drain()
  expect([await dead(), await sum('views')]).toEqual([['unknown-coupon'], 0])
})

test('what anyone can write does not stay for ever: ids of batches, dead letters, entered codes', async () => {
  await record([{ kind: 'like', junk: 'é'.repeat(20_000) }])
  await call(owner.client, 'verify_code', { hotel, code: '0000000000000' })
  await drain()
  const rows = async () => {
    const { rows: [counts] } = await world.sql.query(`select (select count(*)::int from public.interaction_batches) as batches,
      (select count(*)::int from public.interaction_dead_letters) as dead, (select max(length(event)) from public.interaction_dead_letters) as longest,
      (select count(*)::int from public.code_attempts) as attempts`)
    return counts
  }
  const age = (days: number) => world.sql.query(`
    with b as (update public.interaction_batches set received_at = now() - make_interval(days => $1)),
      a as (update public.code_attempts set at = now() - make_interval(days => $1))
    update public.interaction_dead_letters set at = now() - make_interval(days => $1)`, [days])
  await age(30)
  await drain()
  expect(await rows()).toEqual({ batches: 1, dead: 1, longest: 2000, attempts: 1 })
  await age(32)
  await drain()
  expect(await rows()).toEqual({ batches: 0, dead: 0, longest: null, attempts: 0 })
})

test('an event belongs to the day that the hotel’s calendar showed', async () => {
  const far = await openHotel(owner, { name: 'Far', city: 'Auckland', country: 'NZ', time_zone: 'Pacific/Auckland', currency: 'NZD' })
  const coupon = await publish(owner, far)
  const yesterday = ago(1).slice(0, 10)
  await record([view(coupon, `${yesterday}T10:59:59Z`), view(coupon, `${yesterday}T13:00:00Z`), view(coupons[0], `${yesterday}T13:00:00Z`)])
  await drain()
  const { rows } = await world.sql.query('select coupon_id, day::text, views from public.interaction_daily order by day, coupon_id = $1 desc', [coupon])
  const today = now().slice(0, 10)
  expect(rows).toEqual([
    { coupon_id: coupon, day: yesterday, views: 1 }, { coupon_id: coupons[0], day: yesterday, views: 1 }, { coupon_id: coupon, day: today, views: 1 },
  ])
})

test('days that are longer or shorter by a clock change, in zones a quarter of an hour apart, begin at their own midnight', async () => {
  const zones: Record<string, string[]> = {
    'Europe/Dublin': ['2025-03-30', '2025-10-26'], 'Australia/Lord_Howe': ['2025-04-06', '2025-10-05'], 'Pacific/Chatham': ['2025-04-06', '2025-09-28'],
    'Asia/Kathmandu': ['2025-06-15'], 'America/St_Johns': ['2025-03-09', '2025-11-02'], 'Africa/Cairo': ['2025-04-25', '2025-10-31'],
  }
  const expected: Json[] = []
  for (const [time_zone, days] of Object.entries(zones)) {
    const coupon = await publish(owner, await openHotel(owner, { time_zone }))
    // An event each five minutes, and one a millisecond before each, over the day itself and those beside it.
    const { rows } = await world.sql.query<{ day: string; n: number }>(
      `with events as (
         select s - b as at from unnest($3::date[]) d, generate_series(d::timestamptz - interval '1 day', d::timestamptz + interval '2 days', '5 minutes') s,
           unnest('{0 ms, 1 ms}'::interval[]) b
       ), queued as (
         insert into public.interaction_queue (coupons, ats)
         select array_agg($1::uuid), array_agg(at) from (select at, row_number() over (order by at) / 200 as batch from events) e group by batch
       )
       select (at at time zone $2)::date::text as day, count(*)::int as n from events group by 1`, [coupon, time_zone, days])
    expected.push(...rows.map(({ day, n }) => ({ coupon_id: coupon, day, views: n })))
  }
  await drain()
  const { rows } = await world.sql.query('select coupon_id, day::text, views from public.interaction_daily')
  const inOrder = (all: Json[]) => all.map((row) => JSON.stringify(row)).sort()
  expect(inOrder(rows)).toEqual(inOrder(expected))
})

test('redemptions and uses are counted from one place, and coupon_figures sums them', async () => {
  const guest = await world.person('guest')
  const { code } = await redeem(guest, coupons[1] ?? '')
  await use(owner, hotel, code)
  await record([view(coupons[1])])
  await drain()
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  const figures = await call(owner.client, 'coupon_figures', { hotel, from_day: day(-1), to_day: day(1) })
  expect(figures.find((row: Json) => row.coupon_id === coupons[1])).toMatchObject({ views: 1, redemptions: 1, uses: 1, status: 'published' })
  expect(await call(owner.client, 'coupon_figures', { hotel, from_day: day(-9), to_day: day(-8) })).toMatchObject([{ views: 0 }, { views: 0 }])
})

test('a drain takes whole batches, at least one, and not much more than it was told', async () => {
  for (let i = 0; i < 10; i++) await record(Array.from({ length: 30 }, () => view()))
  expect(await drain(10)).toEqual({ batches: 1, events: 30, dead: 0, left: 9 })
  expect(await drain(100)).toEqual({ batches: 3, events: 90, dead: 0, left: 6 })
  expect(await drain()).toEqual({ batches: 6, events: 180, dead: 0, left: 0 })
})

describe('under load', () => {
  const batches = 120
  const perBatch = 25

  /** Writers that send every third batch twice, five drains at once all the while. */
  async function load(drainOnce: (db: Pool) => Promise<Json>): Promise<void> {
    const db = new Pool({ connectionString: world.stack.dbUrl, max: 12 })
    await db.query('select 1')
    let writing = true
    const drains = Array.from({ length: 5 }, async () => {
      for (;;) {
        const last = !writing
        const done = await drainOnce(db)
        if (last && done.left === 0) return
      }
    })
    await Promise.all(Array.from({ length: 6 }, async (_, writer) => {
      for (let i = writer; i < batches; i += 6) {
        const events = JSON.stringify([...Array.from({ length: perBatch - 1 }, (_, n) => view(coupons[n % 2], ago((i + n) % 9))), { kind: 'poison' }])
        const id = randomUUID()
        for (let sent = 0; sent < (i % 3 === 0 ? 2 : 1); sent++) await db.query('select public.record_interactions($1, $2)', [id, events])
      }
    }))
    writing = false
    await Promise.all(drains)
    await db.end()
  }

  test('five drains at once count every event exactly once', async () => {
    await load(async (db) => (await db.query<{ done: Json }>('select public.drain_interactions(200) as done')).rows[0]?.done)
    expect([await sum('views'), (await dead()).length]).toEqual([batches * (perBatch - 1), batches])
    expect(await drain()).toMatchObject({ batches: 0, left: 0 })
  })

  test('control: a drain that reads, counts and then deletes counts some twice', async () => {
    await world.sql.query(`create or replace function private.careless_drain() returns jsonb language plpgsql as $$
      begin
        create temp table if not exists taken (id bigint, coupons uuid[], ats timestamptz[]);
        delete from taken;
        insert into taken select id, coupons, ats from public.interaction_queue order by id limit 8;
        insert into public.interaction_daily as d (coupon_id, day, hotel_id, views)
        select c.id, e.at::date, c.hotel_id, count(*) from taken t, unnest(t.coupons, t.ats) e (coupon, at), public.coupons c
        where c.id = e.coupon group by 1, 2, 3 order by 1, 2
        on conflict (coupon_id, day) do update set views = d.views + excluded.views;
        delete from public.interaction_queue q using taken t where q.id = t.id;
        return jsonb_build_object('left', (select count(*) from public.interaction_queue));
      end $$`)
    await load(async (db) => (await db.query<{ done: Json }>('select private.careless_drain() as done')).rows[0]?.done)
    expect(await sum('views')).toBeGreaterThan(batches * (perBatch - 1))
  })

  test('a drain that is killed has done all or nothing', async () => {
    for (let i = 0; i < 40; i++) await record(Array.from({ length: 50 }, () => view()))
    // Holding a day's row makes the drain wait in the middle of its work, where it can be killed for certain.
    await world.sql.query('insert into public.interaction_daily (coupon_id, day, hotel_id) values ($1, (now() at time zone $3)::date, $2)', [coupons[0], hotel, 'Europe/Dublin'])
    const holder = await world.sql.connect()
    await holder.query('begin; update public.interaction_daily set views = views')
    const victim = new Pool({ connectionString: world.stack.dbUrl, max: 1 })
    victim.on('error', () => undefined)
    const killed = victim.query('select public.drain_interactions()').then(() => 'finished', () => 'killed')
    for (;;) {
      const { rowCount } = await world.sql.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where query = 'select public.drain_interactions()' and wait_event_type = 'Lock'`)
      if (rowCount) break
    }
    expect(await killed).toBe('killed')
    await holder.query('rollback')
    holder.release()
    await victim.end()
    expect(await sum('views')).toBe(0)
    expect(await drain()).toEqual({ batches: 40, events: 2000, dead: 0, left: 0 })
    expect(await sum('views')).toBe(2000)
  })
})

describe('the edge function', () => {
  const cronSecret = () => (world.stack.keys as Secrets).cronSecret
  const invoke = (headers: Record<string, string>, method: 'POST' | 'GET' = 'POST') =>
    fetch(`${world.stack.url}/functions/v1/drain-interactions`, { method, headers: { apikey: world.stack.keys.publishableKey, ...headers } })

  test('drains all there is, for who knows the secret', async () => {
    for (let i = 0; i < 3; i++) await record([view(), { kind: 'poison' }])
    const response = await invoke({ 'x-cron-secret': cronSecret() })
    expect([response.status, await response.json()]).toEqual([200, { batches: 3, events: 6, dead: 3, left: 0 }])
    expect(await sum('views')).toBe(3)
  })

  test('refuses everybody else, members included', async () => {
    await record([view()])
    const { data } = await owner.client.functions.invoke('drain-interactions', { headers: { 'x-cron-secret': 'guess' } })
    expect(data).toBeNull()
    for (const headers of [{}, { 'x-cron-secret': '' }, { 'x-cron-secret': 'guess' }, { 'x-cron-secret': `${cronSecret()}x` }]) {
      expect((await invoke(headers as Record<string, string>)).status).toBe(401)
    }
    expect((await invoke({ 'x-cron-secret': cronSecret() }, 'GET')).status).toBe(405)
    expect(await sum('views')).toBe(0)
  })
})
