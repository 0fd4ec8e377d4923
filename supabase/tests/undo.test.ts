import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Crowd, crowdOf, tally, users } from './crowd.ts'
import { join, openHotel, publish, redeem, replicaOf, use } from './scene.ts'
import { call, command, type Json, type Person, refusal, startWorld, type World } from './world.ts'

let world: World
let crowd: Crowd
let owner: Person
let manager: Person
let desk: Person
let guest: Person
let hotel: string

beforeAll(async () => {
  world = await startWorld()
  crowd = crowdOf(world)
  ;[owner, manager, desk, guest] = [await world.person('owner'), await world.person('manager'), await world.person('desk'), await world.person('guest')]
  hotel = await openHotel(owner, { time_zone: 'Pacific/Auckland' })
  await join(world, hotel, manager, 'manager')
  await join(world, hotel, desk, 'desk')
})
afterAll(async () => {
  await crowd?.stop()
  await world?.stop()
})

const drain = () => call(world.service, 'drain_interactions')
const undo = (useId: string, reason = 'Wrong guest') => command(manager.client, 'undo_use', { hotel, use: useId, reason })
const one = async (sql: string, id: string): Promise<Json> => (await world.sql.query(sql, [id])).rows[0]
const redemptionOf = (id: string) => one('select status, used_at, used_by, device from public.redemptions where id = $1', id)
const useOf = (id: string) => one('select status, reason from public.uses where id = $1', id)
const figures = async (coupon: string): Promise<Json[]> =>
  (await world.sql.query('select day::text, redemptions, uses from public.interaction_daily where coupon_id = $1 and (redemptions, uses) <> (0, 0) order by 1', [coupon])).rows

/** A used redemption of a fresh coupon. */
async function used(more: Record<string, unknown> = {}): Promise<{ coupon: string; id: string; code: string; use_id: string }> {
  const coupon = await publish(owner, hotel)
  const { id, code } = await redeem(guest, coupon)
  return { coupon, id, code, use_id: (await use(desk, hotel, code, more)).use_id }
}

describe('undoing a use', () => {
  test('gives the guest his redemption back, tells him, and keeps the reason', async () => {
    const { id, code, use_id, coupon } = await used({ device: 'Bar' })
    expect(await undo(use_id)).toMatchObject({ kind: 'undone', use_id, redemption_id: id, status: 'redeemed' })
    expect(await redemptionOf(id)).toEqual({ status: 'redeemed', used_at: null, used_by: null, device: null })
    expect(await useOf(use_id)).toEqual({ status: 'undone', reason: 'Wrong guest' })
    const wallet = replicaOf(guest)
    await wallet.pull()
    expect(wallet.tables['redemptions']?.[id]).toMatchObject({ status: 'redeemed', code })
    expect(Object.values(wallet.tables['notifications'] ?? {})).toContainEqual(expect.objectContaining({
      kind: 'redemption-restored', redemption_id: id, coupon_id: coupon, payload: expect.objectContaining({ status: 'redeemed', title: 'Afternoon tea for two' }),
    }))
    expect(await use(desk, hotel, code)).toMatchObject({ kind: 'used' })
  })

  test('takes it off the figures of its hotel-local day, wherever the queue is', async () => {
    const day = (at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Auckland' }).format(at)
    const [before, now] = [await used(), new Date()]
    await drain()
    expect(await figures(before.coupon)).toEqual([{ day: day(now), redemptions: 1, uses: 1 }])
    await undo(before.use_id)
    await drain()
    expect(await figures(before.coupon)).toEqual([{ day: day(now), redemptions: 1, uses: 0 }])
    const together = await used()
    await undo(together.use_id)
    expect(await drain()).toMatchObject({ dead: 0 })
    expect(await figures(together.coupon)).toEqual([{ day: day(now), redemptions: 1, uses: 0 }])
  })

  test('says so where the redemption has expired meanwhile', async () => {
    const { id, use_id } = await used()
    await world.sql.query(`update public.redemptions set expires_at = now() where id = $1`, [id])
    expect(await undo(use_id)).toMatchObject({ kind: 'undone', status: 'expired' })
    expect(await redemptionOf(id)).toMatchObject({ status: 'expired', used_at: null })
  })

  test('is for managers, within 24 hours, and once', async () => {
    const { use_id } = await used()
    expect(await refusal(desk.client, 'undo_use', { command_id: randomUUID(), hotel, use: use_id, reason: 'x' })).toMatchObject({ code: 'HC003' })
    await world.sql.query(`update public.uses set received_at = received_at - interval '24 hours' where id = $1`, [use_id])
    expect(await undo(use_id)).toMatchObject({ kind: 'too-late' })
    await world.sql.query(`update public.uses set received_at = received_at + interval '1 minute' where id = $1`, [use_id])
    expect(await undo(use_id)).toMatchObject({ kind: 'undone' })
    expect(await refusal(manager.client, 'undo_use', { command_id: randomUUID(), hotel, use: use_id, reason: 'x' })).toMatchObject({ code: 'HC007', details: 'undone' })
  })

  test('is not undone by a device that tells of the same use again', async () => {
    const happened_at = new Date().toISOString()
    const { code, use_id } = await used({ happened_at })
    await undo(use_id)
    expect(await refusal(desk.client, 'use_code', { command_id: randomUUID(), hotel, code, happened_at })).toMatchObject({ code: 'HC007', details: 'undone' })
  })

  test('is queued behind a use whose id nobody has heard: by its code, its instant, and by whoever made it', async () => {
    const happened_at = new Date(Date.now() - 60_000).toISOString()
    const { id, code } = await redeem(guest, await publish(owner, hotel))
    const undoCode = (person: Person, more = {}) => ({ client: person.client, args: { command_id: randomUUID(), hotel, code, happened_at, reason: 'Wrong guest', ...more } })
    const refused = ({ client, args }: ReturnType<typeof undoCode>) => refusal(client, 'undo_code', args)
    expect(await refused(undoCode(manager))).toMatchObject({ code: 'HC003' })
    const { use_id } = await use(manager, hotel, code, { happened_at })
    expect(await refused(undoCode(owner))).toMatchObject({ code: 'HC003' })
    expect(await refused(undoCode(desk))).toMatchObject({ code: 'HC003' })
    expect(await refused(undoCode(manager, { happened_at: new Date().toISOString() }))).toMatchObject({ code: 'HC003' })
    const { client, args } = undoCode(manager)
    const answer = await call(client, 'undo_code', args)
    expect(answer).toMatchObject({ kind: 'undone', use_id, redemption_id: id, status: 'redeemed' })
    expect(await call(client, 'undo_code', args)).toEqual(answer)
    expect(await refusal(client, 'undo_code', { ...args, reason: 'Another' })).toMatchObject({ code: 'HC005' })
    expect(await redemptionOf(id)).toMatchObject({ status: 'redeemed', used_at: null })
    expect(await useOf(use_id)).toEqual({ status: 'undone', reason: 'Wrong guest' })
    expect(await refused(undoCode(manager))).toMatchObject({ code: 'HC007', details: 'undone' })
    expect(await use(desk, hotel, code)).toMatchObject({ kind: 'used' })
  })

  test('of a use that came second closes its conflict with the reason, and leaves the first one counted', async () => {
    const happened_at = new Date(Date.now() - 60_000).toISOString()
    const { id, code, use_id } = await used()
    expect(await use(manager, hotel, code, { happened_at })).toMatchObject({ kind: 'already-used' })
    const args = { command_id: randomUUID(), hotel, code, happened_at, reason: 'Wrong guest' }
    const answer = await call(manager.client, 'undo_code', args)
    expect(answer).toMatchObject({ kind: 'closed' })
    expect(await call(manager.client, 'undo_code', args)).toEqual(answer)
    expect(await useOf(answer.use_id)).toEqual({ status: 'closed', reason: 'Wrong guest' })
    expect([await useOf(use_id), await redemptionOf(id)]).toMatchObject([{ status: 'counted' }, { status: 'used' }])
    expect(await refusal(manager.client, 'undo_code', { ...args, command_id: randomUUID() })).toMatchObject({ code: 'HC007', details: 'closed' })
  })

  test('no client can claim an undo', async () => {
    const { coupon } = await used()
    await drain()
    const events = [{ kind: 'undo', coupon, at: new Date().toISOString() }]
    await call(world.anon, 'record_interactions', { batch_id: randomUUID(), events })
    expect(await drain()).toMatchObject({ dead: 1 })
    expect((await figures(coupon))[0].uses).toBe(1)
  })
})

test('a conflict is closed with a reason by a manager, once', async () => {
  const { id, code } = await used()
  await use(manager, hotel, code)
  const { rows: [conflict] } = await world.sql.query(`select id from public.uses where redemption_id = $1 and status = 'conflict'`, [id])
  const args = { hotel, use: conflict.id, reason: ' Both desks were offline. ' }
  expect(await refusal(desk.client, 'close_conflict', { command_id: randomUUID(), ...args })).toMatchObject({ code: 'HC003' })
  expect(await refusal(manager.client, 'undo_use', { command_id: randomUUID(), ...args })).toMatchObject({ code: 'HC007', details: 'conflict' })
  expect(await command(manager.client, 'close_conflict', args)).toEqual({ kind: 'closed', use_id: conflict.id })
  expect(await useOf(conflict.id)).toEqual({ status: 'closed', reason: 'Both desks were offline.' })
  expect(await refusal(manager.client, 'close_conflict', { command_id: randomUUID(), ...args })).toMatchObject({ code: 'HC007', details: 'closed' })
})

describe('undo, use and expiry at once', () => {
  const now = () => new Date().toISOString()

  test('64 undos of one use undo it once, and the figures lose one', async () => {
    const { coupon, use_id } = await used()
    const answers = await Promise.all(Array.from({ length: 64 }, () =>
      crowd.call(manager.id, 'undo_use', { command_id: randomUUID(), hotel, use: use_id, reason: 'x' }).catch((error: Json) => ({ kind: error.detail }))))
    expect(tally(answers)).toEqual({ undone: 63 + 1 })
    expect(answers.filter((answer) => answer.redemption_id)).toHaveLength(1)
    await drain()
    expect((await figures(coupon))[0]).toMatchObject({ redemptions: 1, uses: 0 })
  })

  test('control: read, then write undoes it more than once', async () => {
    const { use_id } = await used()
    await world.sql.query(`create function public.careless_undo(use uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
      begin
        if not exists (select from public.uses u where u.id = use and u.status = 'counted') then return '{"kind": "wrong-state"}'; end if;
        perform pg_sleep(0.01);
        update public.uses u set status = 'undone' where u.id = use;
        return '{"kind": "undone"}';
      end $$; grant execute on function public.careless_undo to authenticated`)
    const answers = await Promise.all(Array.from({ length: 64 }, () => crowd.call(manager.id, 'careless_undo', { use: use_id })))
    expect(tally(answers)['undone']).toBeGreaterThan(1)
  })

  test('undone and used again by many: the books are right whoever wins', async () => {
    const coupon = await publish(owner, hotel)
    const guests = await users(world, 40)
    const held = await Promise.all(guests.map((id) => crowd.call(id, 'redeem_coupon', { coupon, command_id: randomUUID(), follow: false })))
    const codes = held.map(({ redemption }) => redemption as Json)
    const uses = await Promise.all(codes.map(({ code }) => crowd.call(desk.id, 'use_code', { hotel, code, command_id: randomUUID(), happened_at: now() })))
    await Promise.all(codes.flatMap(({ code }, i) => [
      crowd.call(desk.id, 'use_code', { hotel, code, command_id: randomUUID(), happened_at: now() }),
      crowd.call(manager.id, 'undo_use', { command_id: randomUUID(), hotel, use: uses[i].use_id, reason: 'x' }),
      crowd.call(owner.id, 'use_code', { hotel, code, command_id: randomUUID(), happened_at: now() }),
    ]))
    const { rows } = await world.sql.query<{ wrong: string }>(`
      select count(*) wrong from public.redemptions r where r.coupon_id = $1 and (r.status = 'used') <>
        exists (select from public.uses u where u.redemption_id = r.id and u.status = 'counted' and u.happened_at = r.used_at and u.used_by = r.used_by)`, [coupon])
    expect(rows[0]?.wrong).toBe('0')
    await drain()
    const { rows: counted } = await world.sql.query<{ n: string }>(
      `select count(*) n from public.uses u join public.redemptions r on r.id = u.redemption_id where r.coupon_id = $1 and u.status = 'counted'`, [coupon])
    expect((await figures(coupon)).reduce((sum, { uses: n }) => sum + n, 0)).toBe(Number(counted[0]?.n))
  })
})
