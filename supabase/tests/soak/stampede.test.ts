import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Crowd, crowdOf, tally, users } from '../crowd.ts'
import { record } from '../proof/figures.ts'
import { careless } from '../races.careless.ts'
import { openHotel, publish } from '../scene.ts'
import { call, type Json, type Person, startWorld, type World } from '../world.ts'
import { carelessInTime } from './careless.ts'
import { diceOfRun } from './seed.ts'

const part = 'Raced and killed'
const dice = diceOfRun('stampede')
let world: World
let owner: Person
let hotel: string
let desks: string[]
let crowd: Crowd

beforeAll(async () => {
  world = await startWorld()
  owner = await world.person('owner')
  hotel = await openHotel(owner)
  crowd = crowdOf(world, 64)
  await world.sql.query(careless + carelessInTime)
  desks = await users(world, 8)
  await world.sql.query(`insert into public.hotel_members (hotel_id, user_id, role) select $1, id, 'desk' from unnest($2::uuid[]) id`, [hotel, desks])
})
afterAll(async () => {
  await crowd?.stop()
  await world?.stop()
})

const off = (a: number, b: number): number => Math.abs(a - b)
const count = async (sql: string, ...args: unknown[]): Promise<number> => Number((await world.sql.query<{ n: string }>(sql, args)).rows[0]?.n)
/** The answer, or the SQLSTATE of the refusal as its kind. */
const ask = (user: string, name: string, args: Record<string, unknown>): Promise<Json> => crowd.call(user, name, args).catch((error: Json) => ({ kind: error.code }))
const redeem = (guest: string, coupon: string, name = 'redeem_coupon') => ask(guest, name, { coupon, command_id: randomUUID(), follow: false })
const useOnce = (desk: string, code: string, happened_at = new Date().toISOString(), name = 'use_code') =>
  ask(desk, name, { hotel, code, command_id: randomUUID(), happened_at })
const desk = (): string => desks[dice.between(0, desks.length - 1)] ?? ''
const redemptionsOf = async (guests: number): Promise<{ coupon: string; redemptions: Json[] }> => {
  const coupon = await publish(owner, hotel)
  const answers = await Promise.all((await users(world, guests)).map((guest) => redeem(guest, coupon)))
  return { coupon, redemptions: answers.map(({ redemption }) => redemption) }
}

/** So many guests want so many pieces; gives how far off it went. */
async function sale(stock: number, guests: number, name?: string): Promise<number> {
  const coupon = await publish(owner, hotel, { max_redemptions: stock })
  const answers = await Promise.all((await users(world, guests)).map((guest) => redeem(guest, coupon, name)))
  const { redeemed = 0, 'sold-out': refused = 0 } = tally(answers)
  if (name) return off(redeemed, stock)
  const rows = await count('select count(*) n from public.redemptions where coupon_id = $1', coupon)
  const codes = new Set(answers.flatMap(({ redemption }) => redemption?.code ?? [])).size
  return off(redeemed, stock) + off(redeemed + refused, guests) + off(rows, stock) + off(codes, stock)
}

test('stock: 64 connections take exactly what is there', async (context) => {
  let wrong = 0
  for (let round = 0; round < 6; round++) wrong += await sale(dice.between(10, 250), 300)
  const control = await sale(100, 300, 'careless_redeem')
  record(context, { part, name: 'Stock N with 64 connections, six sales', tried: 1800, wrong, control: `read, then write: ${control} too many of 100` })
  expect(wrong).toBe(0)
  expect(control).toBeGreaterThan(0)
})

test('one per guest: 64 taps of each guest give him his share', async (context) => {
  const taps = async (share: number, name?: string): Promise<number> => {
    const [coupon, [guest = '']] = [await publish(owner, hotel, { max_per_guest: share }), await users(world, 1)]
    const answers = await Promise.all(Array.from({ length: 64 }, () => redeem(guest, coupon, name)))
    if (name) return off(tally(answers)['redeemed'] ?? 0, share)
    return off(tally(answers)['redeemed'] ?? 0, share) + off(tally(answers)['already-redeemed'] ?? 0, 64 - share)
      + off(await count('select count(*) n from public.redemptions where coupon_id = $1', coupon), share)
  }
  let wrong = 0
  for (let guest = 0; guest < 20; guest++) wrong += await taps(dice.between(1, 3))
  const control = await taps(1, 'careless_redeem')
  record(context, { part, name: 'One per guest, 64 taps each', tried: 1280, wrong, control: `read, then write: ${control} too many of one guest` })
  expect(wrong).toBe(0)
  expect(control).toBeGreaterThan(0)
})

test('use once: two desks, two tries each, at once', async (context) => {
  const stampede = async (guests: number, name?: string): Promise<number> => {
    const { coupon, redemptions } = await redemptionsOf(guests)
    const tries = dice.shuffled(redemptions.flatMap(({ code }) => [0, 0, 1, 1].map((which) => ({ code, by: desks[which] ?? '' }))))
    const answers = await Promise.all(tries.map(({ code, by }) => useOnce(by, code, undefined, name)))
    const { used = 0, 'already-used': refused = 0 } = tally(answers)
    if (name) return off(used, guests)
    const counted = await count(`select count(*) n from public.uses u join public.redemptions r on r.id = u.redemption_id where r.coupon_id = $1 and u.status = 'counted'`, coupon)
    return off(used, guests) + off(used + refused, tries.length) + off(counted, guests)
  }
  const wrong = await stampede(300)
  const control = await stampede(100, 'careless_use')
  record(context, { part, name: 'Use once, two desks', tried: 1200, wrong, control: `read, then write: ${control} of 100 codes used again` })
  expect(wrong).toBe(0)
  expect(control).toBeGreaterThan(0)
})

test('expiry against use: what happened in time is used, whenever it is told and whoever marks it', async (context) => {
  const race = async (guests: number, expire: () => Promise<unknown>): Promise<number> => {
    const { coupon, redemptions } = await redemptionsOf(guests)
    const { rows } = await world.sql.query<{ id: string; expires_at: Date }>(`
      update public.redemptions set redeemed_at = now() - interval '1 hour', expires_at = date_trunc('milliseconds', now() + random() * interval '1 second')
      where coupon_id = $1 returning id, expires_at`, [coupon])
    const end = new Map(rows.map(({ id, expires_at }) => [id, expires_at.getTime()]))
    const race = { on: true }
    const expiring = Promise.all([0, 1].map(async () => {
      while (race.on) await expire()
    }))
    const answers = await Promise.all(dice.shuffled(redemptions).map(async ({ id, code }) => {
      const offset = dice.between(-400, 400)
      const happened = new Date((end.get(id) ?? 0) + offset).toISOString()
      return { id, kind: (await useOnce(desk(), code, happened)).kind, expected: offset < 0 ? 'used' : 'expired' }
    }))
    race.on = false
    await expiring
    const { rows: after } = await world.sql.query<{ id: string; status: string }>('select id, status from public.redemptions where coupon_id = $1', [coupon])
    const status = new Map(after.map((row) => [row.id, row.status]))
    return answers.filter(({ id, kind, expected }) => kind !== expected || (expected === 'used') !== (status.get(id) === 'used')).length
  }
  const wrong = await race(600, () => call(world.service, 'expire_redemptions', { max_rows: 40 }))
  const control = await race(400, () => ask(owner.id, 'careless_expire', {}))
  record(context, { part, name: 'Expiry against use', tried: 600, wrong, control: `marking what was read before: ${control} of 400 uses lost` })
  expect(wrong).toBe(0)
  expect(control).toBeGreaterThan(0)
})

test('undo against use: the books, the redemption and the day’s figure agree', async (context) => {
  const race = async (guests: number, undo: string): Promise<number> => {
    const { coupon, redemptions } = await redemptionsOf(guests)
    const answers = await Promise.all(redemptions.map(async ({ id, code }) => {
      const first = await useOnce(desks[0] ?? '', code)
      const again = [
        ...[0, 1].map(() => () => ask(owner.id, undo, { command_id: randomUUID(), hotel, use: first.use_id, reason: 'wrong' })),
        ...[1, 2].map((by) => () => useOnce(desks[by] ?? '', code)),
      ]
      const kinds = tally([first, ...await Promise.all(dice.shuffled(again).map((send) => send()))])
      return { id, used: kinds['used'] ?? 0, undone: kinds['undone'] ?? 0 }
    }))
    await call(world.service, 'drain_interactions', { max_events: 1_000_000 })
    const { rows } = await world.sql.query<{ id: string; status: string; counted: number; undone: number }>(`
      select r.id, r.status, count(*) filter (where u.status = 'counted')::int counted, count(*) filter (where u.status = 'undone')::int undone
      from public.redemptions r join public.uses u on u.redemption_id = r.id where r.coupon_id = $1 group by r.id`, [coupon])
    const books = new Map(rows.map((row) => [row.id, row]))
    const wrong = answers.filter(({ id, used, undone }) => {
      const row = books.get(id)
      return !row || row.counted > 1 || row.undone !== undone || row.counted + row.undone !== used || (row.status === 'used') !== (row.counted === 1)
    })
    const figure = await count('select coalesce(sum(uses), 0) n from public.interaction_daily where coupon_id = $1', coupon)
    return wrong.length + off(figure, rows.reduce((sum, { counted }) => sum + counted, 0))
  }
  const wrong = await race(160, 'undo_use')
  const control = await race(60, 'careless_undo')
  record(context, { part, name: 'Undo against use', tried: 800, wrong, control: `undo without its locks: 60 codes, books off by ${control}` })
  expect(wrong).toBe(0)
  expect(control).toBeGreaterThan(0)
})

test('invitations: two of one person, each accepted eight times at once, and by a stranger', async (context) => {
  const race = async (name: string): Promise<number> => {
    const [person = '', stranger = ''] = await users(world, 2)
    await world.sql.query('update auth.users set email_confirmed_at = now() where id = any ($1)', [[person, stranger]])
    const inns = [await openHotel(owner), await openHotel(owner)]
    const tokens = await Promise.all(inns.map(async (inn) =>
      (await crowd.call(owner.id, 'invite_member', { command_id: randomUUID(), hotel: inn, email: `${person}@example.com`, role: 'desk' })).token as string))
    const sent = dice.shuffled(tokens.flatMap((token) => [...Array.from({ length: 8 }, () => person), stranger, stranger].map((by) => ({ token, by }))))
    const answers = await Promise.all(sent.map(({ token, by }) => ask(by, name, { command_id: randomUUID(), token })))
    const { joined = 0, accepted = 0, 'other-email': refused = 0 } = tally(answers)
    if (name !== 'accept_invitation') return off(joined, 2)
    const members = await count('select count(*) n from public.hotel_members where user_id = any ($1)', [person, stranger])
    return off(joined, 2) + off(accepted, 14) + off(refused, 4) + off(members, 2)
  }
  let wrong = 0
  for (let round = 0; round < 40; round++) wrong += await race('accept_invitation')
  const control = await race('careless_accept')
  record(context, { part, name: 'Two invitations accepted at once', tried: 800, wrong, control: `read, then write: accepted ${control} times too often` })
  expect(wrong).toBe(0)
  expect(control).toBeGreaterThan(0)
})

test('a command sent 64 times at once is done once and answered alike', async (context) => {
  let wrong = 0
  for (let round = 0; round < 10; round++) {
    const [coupon, [guest = '']] = [await publish(owner, hotel, { max_per_guest: 100 }), await users(world, 1)]
    const args = { coupon, command_id: randomUUID(), follow: true }
    const answers = await Promise.all(Array.from({ length: 64 }, () => ask(guest, 'redeem_coupon', args)))
    wrong += new Set(answers.map((answer) => JSON.stringify(answer))).size - 1
    wrong += off(await count('select count(*) n from public.redemptions where coupon_id = $1', coupon), 1)
  }
  const [coupon, [guest = '']] = [await publish(owner, hotel, { max_per_guest: 100 }), await users(world, 1)]
  const control = tally(await Promise.all(Array.from({ length: 64 }, () => redeem(guest, coupon))))['redeemed'] ?? 0
  record(context, { part, name: 'One command, sent 64 times at once', tried: 640, wrong, control: `with 64 ids it is done ${control} times` })
  expect(wrong).toBe(0)
  expect(control).toBe(64)
})
