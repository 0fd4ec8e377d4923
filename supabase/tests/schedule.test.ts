import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import schedule from '../schedule.json' with { type: 'json' }
import type { Secrets } from '../../stack/keys.ts'
import { openHotel, publish, redeem, replicaOf, use } from './scene.ts'
import { call, command, type Json, type Person, startWorld, type World } from './world.ts'

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
beforeEach(() => world.sql.query('delete from public.redemptions'))

const run = (name: string, max_rows = 5000) => call(world.service, name, { max_rows })
const status = async (id: string): Promise<string> => (await world.sql.query('select status from public.redemptions where id = $1', [id])).rows[0]?.status

/** A redemption that was made so many days ago and ends in so many hours. */
async function held(endsInHours: number, madeDaysAgo = 20, coupon?: string): Promise<Json> {
  const redemption = await redeem(guest, coupon ?? (await publish(owner, hotel)))
  await world.sql.query(`update public.redemptions set expires_at = now() + make_interval(mins => $2), redeemed_at = now() - make_interval(days => $3) where id = $1`,
    [redemption.id, Math.round(endsInHours * 60), madeDaysAgo])
  return redemption
}

describe('expiry', () => {
  test('marks what is over, a little at a time, and nothing else', async () => {
    const over = [await held(-1), await held(-50), await held(0)]
    const [open, used] = [await held(1), await held(1)]
    await use(owner, hotel, used.code)
    await world.sql.query(`update public.redemptions set expires_at = now() where id = $1`, [used.id])
    expect([await run('expire_redemptions', 2), await run('expire_redemptions', 2)]).toEqual([{ done: 2, more: true }, { done: 1, more: false }])
    expect(await Promise.all([...over, open, used].map(({ id }) => status(id)))).toEqual(['expired', 'expired', 'expired', 'redeemed', 'used'])
  })

  test('does not hinder a use that happened before and is told of later', async () => {
    const { id, code } = await held(-1)
    await run('expire_redemptions')
    expect(await use(owner, hotel, code, { happened_at: new Date(Date.now() - 2 * 3_600_000).toISOString() })).toMatchObject({ kind: 'used' })
    expect(await status(id)).toBe('used')
  })

  test('against use and undo at the same moment leaves one truth', async () => {
    for (let round = 0; round < 20; round++) {
      const { id, code } = await held(-0.05)
      const happened_at = new Date(Date.now() - 600_000).toISOString()
      const [used] = await Promise.all([use(owner, hotel, code, { happened_at }), run('expire_redemptions')])
      expect([used.kind, await status(id)]).toEqual(['used', 'used'])
      const [undone] = await Promise.all([command(owner.client, 'undo_use', { hotel, use: used.use_id, reason: 'x' }), run('expire_redemptions')])
      expect([undone.status, await status(id)]).toEqual(['expired', 'expired'])
    }
  })
})

describe('reminders', () => {
  const reminders = async (): Promise<string[]> => (await world.sql.query<{ told: string }>(
    `select redemption_id || ' ' || (payload ->> 'days') as told from public.notifications where kind = 'redemption-expiring' order by created_at, 1`)).rows.map(({ told }) => told)
  beforeEach(() => world.sql.query(`update private.reminders set expires_at = now() - interval '1 day'`))
  const pass = (hours: number) => world.sql.query(
    `update public.redemptions set expires_at = expires_at - make_interval(hours => $1), redeemed_at = redeemed_at - make_interval(hours => $1)`, [hours])
    .then(() => world.sql.query(`update private.reminders set expires_at = expires_at - make_interval(hours => $1)`, [hours]))

  test('come twice: three days before the end, and one', async () => {
    const { id } = await held(80)
    expect(await run('remind_expiring')).toEqual({ done: 0, more: false })
    await pass(10)
    expect(await run('remind_expiring')).toEqual({ done: 1, more: false })
    expect(await run('remind_expiring')).toEqual({ done: 0, more: false })
    await pass(40)
    expect(await run('remind_expiring')).toEqual({ done: 0, more: false })
    await pass(10)
    expect(await run('remind_expiring')).toEqual({ done: 1, more: false })
    expect(await run('remind_expiring')).toEqual({ done: 0, more: false })
    expect(await reminders()).toEqual([`${id} 3`, `${id} 1`])
    const own = replicaOf(guest)
    await own.pull()
    expect(Object.values(own.tables['notifications'] ?? {}).filter(({ redemption_id }) => redemption_id === id)).toMatchObject([
      { kind: 'redemption-expiring', payload: { title: 'Afternoon tea for two', hotel_name: 'Hotel owner' } },
      { kind: 'redemption-expiring' },
    ])
  })

  test('not of what is used, over or archived, nor at once of what was taken late', async () => {
    const archived = await publish(owner, hotel)
    await held(20, 20, archived)
    await command(owner.client, 'archive_coupon', { coupon: archived })
    await use(owner, hotel, (await held(20)).code)
    await held(-1)
    await held(20, 0)
    await held(60, 0)
    expect(await run('remind_expiring')).toEqual({ done: 0, more: false })
  })

  test('of many that end at the same instant, a few at a time, by runs that overlap: each once', async () => {
    const ids: string[] = []
    for (let n = 0; n < 9; n++) ids.push((await held(20)).id)
    await world.sql.query(`update public.redemptions set expires_at = date_trunc('hour', now() + interval '20 hours')`)
    for (let n = 0; n < 6; n++) await Promise.all([run('remind_expiring', 2), run('remind_expiring', 2)])
    expect((await reminders()).filter((told) => ids.some((id) => told === `${id} 1`)).sort()).toEqual(ids.map((id) => `${id} 1`).sort())
  })

  test('never twice, even where the place is lost', async () => {
    await held(20)
    await run('remind_expiring')
    await world.sql.query(`update private.reminders set expires_at = now() - interval '9 days'`)
    expect(await run('remind_expiring')).toEqual({ done: 0, more: false })
  })
})

test('clean-up forgets what is old, and nothing younger', async () => {
  await publish(owner, hotel)
  await command(owner.client, 'invite_member', { hotel, email: 'somebody@example.com', role: 'desk' })
  const left = async (table: string) => (await world.sql.query(`select from public.${table}`)).rowCount ?? 0
  const tables = ['notifications', 'commands', 'hotel_invitations']
  const before = await Promise.all(tables.map(left))
  await run('clean_up')
  expect(await Promise.all(tables.map(left))).toEqual(before)
  await world.sql.query(`update public.commands set created_at = now() - interval '181 days'; update public.hotel_invitations set created_at = now() - interval '91 days';
    update public.notifications set created_at = now() - interval '181 days'`)
  expect(await run('clean_up', 1)).toEqual({ done: 3, more: true })
  while ((await run('clean_up', 1000)).more);
  expect(await Promise.all(tables.map(left))).toEqual([0, 0, 0])
})

describe('the schedule', () => {
  test('is one list: the database’s, the stack’s, and functions that exist and need nothing', async () => {
    const { rows } = await world.sql.query<Json>(`select s.name, s.every_seconds as "everySeconds", coalesce(p.pronargs = p.pronargdefaults, s.edge) as callable
      from private.schedule s left join pg_proc p on p.pronamespace = 'public'::regnamespace and p.proname = replace(s.name, '-', '_') order by s.every_seconds`)
    expect(rows).toEqual(schedule.map(({ name, everySeconds }) => ({ name, everySeconds, callable: true })))
  })

  test('says its rhythm as pg_cron reads it', async () => {
    const { rows } = await world.sql.query<{ rhythm: string }>('select private.cron_rhythm(every_seconds) as rhythm from private.schedule order by every_seconds')
    expect(rows.map((row) => row.rhythm)).toEqual(['2 seconds', '5 seconds', '*/1 * * * *', '*/5 * * * *', '0 */1 * * *'])
  })

  test('calls edge functions by pg_net, with what the vault keeps, where there are these', async () => {
    const db = await world.sql.connect()
    try {
      await db.query(`begin;
        create schema vault; create schema net;
        create table vault.decrypted_secrets (name text, decrypted_secret text);
        create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds int default 5000)
          returns bigint language plpgsql as $$ begin perform set_config('test.called', url || ' ' || (headers ->> 'x-cron-secret'), true); return 1; end $$`)
      await db.query(`select private.call_function('deliver-notifications')`)
      expect((await db.query(`select current_setting('test.called', true) as called`)).rows).toEqual([{ called: null }])
      await db.query(`insert into vault.decrypted_secrets values ('project_url', 'https://x.supabase.co/'), ('cron_secret', 's3')`)
      await db.query(`select private.call_function('deliver-notifications')`)
      expect((await db.query(`select current_setting('test.called', true) as called`)).rows).toEqual([{ called: 'https://x.supabase.co/functions/v1/deliver-notifications s3' }])
    } finally {
      await db.query('rollback')
      db.release()
    }
  })

  test('is run by an edge function that asks for its secret', async () => {
    const { cronSecret } = world.stack.keys as Secrets
    const { id } = await held(-1)
    const post = async (secret: string, name: string) => {
      const response = await fetch(`${world.stack.url}/functions/v1/run-schedule`, {
        method: 'POST', headers: { 'x-cron-secret': secret, 'content-type': 'application/json' }, body: JSON.stringify({ schedule: name }),
      })
      return [response.status, await response.json()]
    }
    expect(await post('wrong', 'expire-redemptions')).toEqual([401, { error: 'wrong-secret' }])
    expect(await post(cronSecret, 'constructor')).toEqual([404, { error: 'unknown-job' }])
    expect(await status(id)).toBe('redeemed')
    expect(await post(cronSecret, 'expire-redemptions')).toEqual([200, { done: 1, more: false }])
    expect(await status(id)).toBe('expired')
    for (const { name } of schedule.filter((job) => job.function === 'run-schedule')) expect((await post(cronSecret, name))[0], name).toBe(200)
  })
})
