import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { badCalls, badServiceCalls, type Right } from './bad-input.table.ts'
import { browser, openHotel, publish, redeem } from './scene.ts'
import { call, command, type Person, refusal, startWorld, type World } from './world.ts'

let world: World
let owner: Person
let right: Right
let before: string

beforeAll(async () => {
  world = await startWorld()
  const [guest, second] = [await world.person('guest'), await world.person('second')]
  owner = await world.person('owner')
  const hotel = await openHotel(owner)
  const coupon = await publish(owner, hotel, { max_redemptions: 5 })
  const { code } = await redeem(guest, coupon)
  await redeem(second, coupon)
  const archived = await publish(owner, hotel)
  await command(owner.client, 'archive_coupon', { coupon: archived })
  right = { hotel, coupon, archived, code }
  before = await fingerprint()
})
afterAll(() => world?.stop())

/** One digest over every row of every table of ours. */
async function fingerprint(db: Pick<World['sql'], 'query'> = world.sql): Promise<string> {
  const { rows } = await db.query<{ digest: string }>(`
    select string_agg(name || ' ' || (xpath('//d/text()', query_to_xml(format(
      'select md5(coalesce(string_agg(t::text, '''' order by t::text), '''')) d from %s t', name), false, true, '')))[1]::text, e'\\n' order by name) as digest
    from (select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace::regnamespace::text in ('public', 'private')) tables`)
  return rows[0]?.digest ?? ''
}

test('the fingerprint sees a change', async () => {
  const db = await world.sql.connect()
  await db.query('begin')
  await db.query(`update public.hotels set description = 'x'`)
  const changed = await fingerprint(db)
  await db.query('rollback')
  db.release()
  expect(changed).not.toBe(before)
  expect(await fingerprint()).toBe(before)
})

test('every function has bad calls', async () => {
  const { rows } = await world.sql.query<{ name: string }>(`select distinct proname::text as name from pg_proc where pronamespace = 'public'::regnamespace and pronargs > 0 order by 1`)
  expect([...new Set([...badCalls, ...badServiceCalls].map(([name]) => name))].sort()).toEqual(rows.map(({ name }) => name))
})

describe.each([...badCalls.map((bad) => ({ bad, by: 'owner' })), ...badServiceCalls.map((bad) => ({ bad, by: 'service' }))])(
  '$bad.0 with $bad.1', ({ bad: [name, , args, refused], by }) => {
    test(`is refused with ${refused}`, async () => {
      const found = await refusal(by === 'owner' ? owner.client : world.service, name, args(right))
      expect(`${found.code} ${found.details}`).toBe(refused)
      expect(found.message).toMatch(/^[a-z]+(-[a-z]+)+$/)
      expect(await fingerprint()).toBe(before)
    })
  })

describe('a token that names nobody', () => {
  const signedIn: [string, () => Record<string, unknown>][] = [
    ['create_hotel', () => ({ command_id: randomUUID(), hotel: {} })],
    ['publish_coupon', () => ({ command_id: randomUUID(), coupon: right.coupon })],
    ['redeem_coupon', () => ({ command_id: randomUUID(), coupon: right.coupon })],
    ['verify_code', () => ({ hotel: right.hotel, code: right.code })],
    ['use_code', () => ({ command_id: randomUUID(), hotel: right.hotel, code: right.code, happened_at: new Date().toISOString() })],
    ['set_follow', () => ({ command_id: randomUUID(), hotel: right.hotel, following: true })],
    ['mark_notifications_read', () => ({ command_id: randomUUID(), ids: [] })],
    ['set_delivery_channel', () => ({ command_id: randomUUID(), channel: 'push', enabled: true })],
    ['save_push_subscription', () => ({ command_id: randomUUID(), subscription: browser() })],
    ['remove_push_subscription', () => ({ command_id: randomUUID(), endpoint: 'https://push.example.com/x' })],
    ['pull_changes', () => ({})],
    ['invite_member', () => ({ command_id: randomUUID(), hotel: right.hotel, email: 'a@b.example', role: 'desk' })],
    ['accept_invitation', () => ({ command_id: randomUUID(), token: '0'.repeat(64) })],
    ['revoke_invitation', () => ({ command_id: randomUUID(), invitation: randomUUID() })],
    ['change_member_role', () => ({ command_id: randomUUID(), hotel: right.hotel, member: randomUUID(), role: 'desk' })],
    ['remove_member', () => ({ command_id: randomUUID(), hotel: right.hotel, member: randomUUID() })],
    ['leave_hotel', () => ({ command_id: randomUUID(), hotel: right.hotel })],
    ['update_hotel', () => ({ command_id: randomUUID(), hotel: { id: right.hotel } })],
    ['undo_use', () => ({ command_id: randomUUID(), hotel: right.hotel, use: randomUUID(), reason: 'x' })],
    ['undo_code', () => ({ command_id: randomUUID(), hotel: right.hotel, code: right.code, happened_at: new Date().toISOString(), reason: 'x' })],
    ['close_conflict', () => ({ command_id: randomUUID(), hotel: right.hotel, use: randomUUID(), reason: 'x' })],
    ['save_report', () => ({
      command_id: randomUUID(),
      report: { id: randomUUID(), hotel_id: right.hotel, from_day: '2026-01-01', to_day: '2026-01-02', path: `${right.hotel}/x.pdf`, bytes: 1 },
    })],
    ['export_my_data', () => ({})],
    ['erase_me', () => ({ command_id: randomUUID(), confirmation: 'owner@example.com' })],
    ['count_followers', () => ({ hotel: right.hotel })],
    ['audit_page', () => ({ hotel: right.hotel })],
    ['coupon_figures', () => ({ hotel: right.hotel, from_day: '2026-01-01', to_day: '2026-01-02' })],
  ]
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const tokenFor = (claims: object) => {
    const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ role: 'authenticated', aud: 'authenticated', exp: 4_000_000_000, ...claims })}`
    return `${body}.${createHmac('sha256', world.stack.keys.secret).update(body).digest('base64url')}`
  }

  test.each(signedIn)('is refused by %s', async (name, args) => {
    for (const claims of [{}, { sub: randomUUID() }]) {
      const { url, keys } = world.stack
      const response = await fetch(`${url}/rest/v1/rpc/${name}`, {
        method: 'POST',
        headers: { apikey: keys.publishableKey, authorization: `Bearer ${tokenFor(claims)}`, 'content-type': 'application/json' },
        body: JSON.stringify(args()),
      })
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ code: 'HC002', message: 'sign-in-required' })
    }
    expect(await fingerprint()).toBe(before)
  })
})

test('a cursor of another feed or epoch', async () => {
  const { cursor, epoch } = await call(owner.client, 'pull_changes', { hotel: right.hotel })
  expect(await refusal(owner.client, 'pull_changes', { cursor })).toMatchObject({ code: 'HC001', details: 'cursor' })
  const foreign = cursor.replace(epoch, '0'.repeat(32))
  expect(await call(owner.client, 'pull_changes', { hotel: right.hotel, cursor: foreign })).toMatchObject({ reset: true, epoch })
})

test('the seed refuses a database that does not say it is local', async () => {
  const db = await world.sql.connect()
  await db.query(`select set_config('app.local_stack', '', false)`)
  await expect(db.query('select private.assert_local()')).rejects.toMatchObject({ code: 'HC008', message: 'not-local' })
  db.release(true)
})
