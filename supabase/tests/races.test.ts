import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Crowd, crowdOf, tally, users } from './crowd.ts'
import { careless } from './races.careless.ts'
import { couponOf, openHotel, publish } from './scene.ts'
import { type Json, type Person, startWorld, type World } from './world.ts'

let world: World
let owner: Person
let hotel: string
let crowd: Crowd

beforeAll(async () => {
  world = await startWorld()
  owner = await world.person('owner')
  hotel = await openHotel(owner)
  crowd = crowdOf(world)
  await world.sql.query(careless)
})
afterAll(async () => {
  await crowd?.stop()
  await world?.stop()
})

const redeem = (guest: string, coupon: string, name = 'redeem_coupon') => crowd.call(guest, name, { coupon, command_id: randomUUID(), follow: false })
const rows = async (sql: string, id: string): Promise<number> => Number((await world.sql.query<{ n: string }>(sql, [id])).rows[0]?.n)
const redeemed = (coupon: string) => rows(`select count(*) n from public.redemptions where coupon_id = $1 and status <> 'cancelled'`, coupon)
const left = (coupon: string) => rows('select count(*) n from private.coupon_slots where coupon_id = $1', coupon)

describe('stock', () => {
  test('200 guests at 64 connections get exactly the 50 there are', async () => {
    const coupon = await publish(owner, hotel, { max_redemptions: 50 })
    const answers = await Promise.all((await users(world, 200)).map((guest) => redeem(guest, coupon)))
    expect(tally(answers)).toEqual({ redeemed: 50, 'sold-out': 150 })
    expect([await redeemed(coupon), await left(coupon)]).toEqual([50, 0])
    expect(new Set(answers.flatMap(({ redemption }: Json) => redemption?.code ?? [])).size).toBe(50)
  })

  test('control: read, then write sells more than there are', async () => {
    const coupon = await publish(owner, hotel, { max_redemptions: 50 })
    const answers = await Promise.all((await users(world, 200)).map((guest) => redeem(guest, coupon, 'careless_redeem')))
    expect(tally(answers)['redeemed']).toBeGreaterThan(50)
  })

  /** Five hold the last five pieces, twenty more come, then the five let go. */
  async function letGo(name: string): Promise<Record<string, number>> {
    const coupon = await publish(owner, hotel, { max_redemptions: 5 })
    const guests = await users(world, 25)
    const holders = await Promise.all(guests.slice(0, 5).map((guest) => crowd.hold(guest, 'redeem_coupon', { coupon, command_id: randomUUID() })))
    expect(tally(holders.map(({ answer }) => answer))).toEqual({ redeemed: 5 })
    const others = guests.slice(5).map((guest) => redeem(guest, coupon, name))
    await othersWaitOrAreDone(others)
    await Promise.all(holders.map(({ end }) => end('rollback')))
    return tally(await Promise.all(others))
  }

  async function othersWaitOrAreDone(others: Promise<Json>[]): Promise<void> {
    let done = 0
    for (const other of others) void other.finally(() => (done += 1))
    for (;;) {
      const { rows: waiting } = await world.sql.query(`select from pg_stat_activity where wait_event_type = 'Lock'`)
      if (waiting.length + done >= others.length) return
    }
  }

  test('who finds the last pieces in others’ hands waits for them: none stays unsold', async () => {
    expect(await letGo('redeem_coupon')).toEqual({ redeemed: 5, 'sold-out': 15 })
  })

  test('control: without the wait all are told "sold out" while five are left', async () => {
    expect(await letGo('hasty_redeem')).toEqual({ 'sold-out': 20 })
  })
})

describe('share of a guest', () => {
  test.each([1, 3])('64 taps of one guest give him %i', async (share) => {
    const [coupon, [guest = '']] = [await publish(owner, hotel, { max_per_guest: share }), await users(world, 1)]
    const answers = await Promise.all(Array.from({ length: 64 }, () => redeem(guest, coupon)))
    expect(tally(answers)).toEqual({ redeemed: share, 'already-redeemed': 64 - share })
    expect(await redeemed(coupon)).toBe(share)
  })

  test('64 taps for the very last piece: he has it, so he is never told "sold out", and no piece is lost', async () => {
    const [coupon, [guest = '']] = [await publish(owner, hotel, { max_redemptions: 1 }), await users(world, 1)]
    const answers = await Promise.all(Array.from({ length: 64 }, () => redeem(guest, coupon)))
    expect(tally(answers)).toEqual({ redeemed: 1, 'already-redeemed': 63 })
    const [second, [other = '']] = [await publish(owner, hotel, { max_redemptions: 2 }), await users(world, 1)]
    await Promise.all(Array.from({ length: 64 }, () => redeem(other, second)))
    expect([await redeemed(second), await left(second)]).toEqual([1, 1])
  })

  test('one command sent 64 times at once redeems once and is answered alike; under another name it is refused', async () => {
    const [coupon, [guest = '']] = [await publish(owner, hotel, { max_per_guest: 3 }), await users(world, 1)]
    const command_id = randomUUID()
    const answers = await Promise.all(Array.from({ length: 64 }, () => crowd.call(guest, 'redeem_coupon', { coupon, command_id })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await redeemed(coupon)).toBe(1)
    await expect(crowd.call(guest, 'set_follow', { hotel, following: true, command_id })).rejects.toMatchObject({ code: 'HC005' })
    const both = randomUUID()
    const mixed = await Promise.allSettled(Array.from({ length: 32 }, (_, n) => (n % 2
      ? crowd.call(guest, 'redeem_coupon', { coupon, command_id: both })
      : crowd.call(guest, 'set_follow', { hotel, following: true, command_id: both }))))
    expect(mixed.filter((answer) => answer.status === 'fulfilled')).toHaveLength(16)
    const { rows } = await world.sql.query('select name from public.commands where command_id = $1', [both])
    expect([rows.length, await redeemed(coupon)]).toEqual([1, rows[0]?.name === 'redeem_coupon' ? 2 : 1])
  })

  test('control: read, then write gives him more', async () => {
    const [coupon, [guest = '']] = [await publish(owner, hotel), await users(world, 1)]
    const answers = await Promise.all(Array.from({ length: 64 }, () => redeem(guest, coupon, 'careless_redeem')))
    expect(tally(answers)['redeemed']).toBeGreaterThan(1)
  })
})

describe('use', () => {
  /** Eight desks try each of fifty codes at once. */
  async function stampede(name: string): Promise<{ answers: Json[]; coupon: string }> {
    const coupon = await publish(owner, hotel)
    const desks = await users(world, 64)
    await world.sql.query(`insert into public.hotel_members (hotel_id, user_id, role) select $1, id, 'desk' from unnest($2::uuid[]) id`, [hotel, desks])
    const codes = (await Promise.all((await users(world, 50)).map((guest) => redeem(guest, coupon)))).map(({ redemption }) => redemption.code as string)
    const tries = Array.from({ length: 8 * 50 }, (_, i) => ({ code: codes[i % 50], desk: desks[i % 64] ?? '' }))
    const happened_at = new Date().toISOString()
    const answers = await Promise.all(tries.map(({ code, desk }) => crowd.call(desk, name, { hotel, code, command_id: randomUUID(), happened_at })))
    return { answers, coupon }
  }
  const uses = (coupon: string, status: string) =>
    rows(`select count(*) n from public.uses u join public.redemptions r on r.id = u.redemption_id where r.coupon_id = $1 and u.status = '${status}'`, coupon)

  test('of 400 uses of 50 codes exactly 50 count, and the others are kept as conflicts', async () => {
    const { answers, coupon } = await stampede('use_code')
    expect(tally(answers)).toEqual({ used: 50, 'already-used': 350 })
    expect([await uses(coupon, 'counted'), await uses(coupon, 'conflict')]).toEqual([50, 350])
  })

  test('control: read, then write uses codes twice', async () => {
    const { answers } = await stampede('careless_use')
    expect(tally(answers)['used']).toBeGreaterThan(50)
  })
})

test('a use waits for the disk, though a check before it in the same transaction would not', async () => {
  const [guest = ''] = await users(world, 1)
  const { redemption: { code } } = await redeem(guest, await publish(owner, hotel))
  const db = await world.sql.connect()
  const waits = async (): Promise<string> => (await db.query<{ s: string }>(`select current_setting('synchronous_commit') as s`)).rows[0]?.s ?? ''
  await db.query(`begin; select set_config('request.jwt.claims', '${JSON.stringify({ sub: owner.id })}', true)`)
  await db.query('select public.verify_code($1, $2)', [hotel, code])
  expect(await waits(), 'control: the check alone').toBe('off')
  const { rows } = await db.query<{ used: Json }>('select public.use_code($1, $2, gen_random_uuid(), now()) as used', [hotel, code])
  expect([rows[0]?.used.kind, await waits()]).toEqual(['used', 'on'])
  await db.query('rollback')
  db.release()
})

describe('saving a coupon', () => {
  test('two members who make the same one at once both succeed, and the later one’s words stand', async () => {
    const [id, [manager = '']] = [randomUUID(), await users(world, 1)]
    await world.sql.query(`insert into public.hotel_members (hotel_id, user_id, role) values ($1, $2, 'manager')`, [hotel, manager])
    const save = (title: string) => ({ command_id: randomUUID(), coupon: JSON.stringify({ ...couponOf(hotel), id, title }) })
    const first = await crowd.hold(owner.id, 'save_coupon', save('First'))
    const second = crowd.call(manager, 'save_coupon', save('Second'))
    await waiting()
    await first.end('commit')
    expect(await second).toEqual({ kind: 'saved', coupon_id: id })
    expect(await rows(`select count(*) n from public.coupons where id = $1 and title = 'Second'`, id)).toBe(1)
  })

  test('a stranger who names another hotel’s coupon holds nobody up', async () => {
    const coupon = await publish(owner, hotel)
    const [guest = ''] = await users(world, 1)
    const holder = await crowd.hold(guest, 'redeem_coupon', { coupon, command_id: randomUUID() })
    const stranger = await world.person('stranger')
    const own = await openHotel(stranger)
    await expect(crowd.call(stranger.id, 'save_coupon', { command_id: randomUUID(), coupon: JSON.stringify({ id: coupon, hotel_id: own, title: 'Mine' }) }))
      .rejects.toMatchObject({ code: 'HC003' })
    await holder.end('commit')
  })

  async function waiting(): Promise<void> {
    for (;;) if ((await world.sql.query(`select from pg_stat_activity where wait_event_type = 'Lock'`)).rowCount) return
  }
})

test('guests who are erased while others redeem and the limit changes leave exactly what there is', async () => {
  const coupon = await publish(owner, hotel, { max_redemptions: 60 })
  const guests = await users(world, 80)
  await Promise.all(guests.slice(0, 40).map((guest) => redeem(guest, coupon)))
  await Promise.all([
    ...guests.slice(0, 20).map((guest) => world.sql.query('delete from auth.users where id = $1', [guest])),
    ...guests.slice(40).map((guest) => redeem(guest, coupon)),
    ...[90, 85, 100].map((max_redemptions) => crowd.call(owner.id, 'save_coupon', { command_id: randomUUID(), coupon: JSON.stringify({ id: coupon, hotel_id: hotel, max_redemptions }) })),
  ])
  const limit = await rows('select max_redemptions n from public.coupons where id = $1', coupon)
  expect(await redeemed(coupon) + await left(coupon)).toBe(limit)
})

test('one command sent 64 times at once is done once, and answered alike', async () => {
  const [coupon, [guest = '']] = [await publish(owner, hotel, { max_per_guest: 100 }), await users(world, 1)]
  const args = { coupon, command_id: randomUUID(), follow: true }
  const answers = await Promise.all(Array.from({ length: 64 }, () => crowd.call(guest, 'redeem_coupon', args)))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await redeemed(coupon)).toBe(1)
})
