import { randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { record } from '../proof/figures.ts'
import { openHotel, publish } from '../scene.ts'
import { call, type Json, type Person, startWorld, type World } from '../world.ts'
import { type KilledDrainers, startKilledDrainers } from './killed-drainers.ts'
import { diceOfRun } from './seed.ts'

const part = 'Raced and killed'
const dice = diceOfRun('queue')
const perBatch = 50
let world: World
let owner: Person
let coupons: string[]

beforeAll(async () => {
  world = await startWorld()
  owner = await world.person('owner')
  const hotel = await openHotel(owner, { time_zone: 'UTC' })
  coupons = await Promise.all(Array.from({ length: 20 }, () => publish(owner, hotel)))
})
afterAll(() => world?.stop())

const at = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()
const view = (): Json => ({ kind: 'view', coupon: coupons[dice.between(0, 19)], at: at(dice.between(0, 9)) })
const poison: Record<string, () => Json> = {
  malformed: () => ({ kind: 'view', coupon: 'x', at: at(0) }),
  'unknown-kind': () => ({ ...view(), kind: 'use' }),
  'unknown-coupon': () => ({ ...view(), coupon: randomUUID() }),
  future: () => ({ ...view(), at: at(-2) }),
  'too-old': () => ({ ...view(), at: at(40) }),
}

/** What was sent: views by coupon and day, poison by reason. */
interface Sent {
  views: Record<string, number>
  dead: Record<string, number>
  events: number
}

/** Sends so many batches, one event of a hundred poisoned, every seventh batch twice, as fast as drainers are killed. */
async function send(batches: number, drainers: KilledDrainers, kills: number): Promise<Sent> {
  const sent: Sent = { views: {}, dead: {}, events: 0 }
  const db = new Pool({ connectionString: world.stack.dbUrl, max: 4 })
  await Promise.all([0, 1, 2, 3].map(async (writer) => {
    for (let i = writer; i < batches; i += 4) {
      await drainers.killed(Math.floor((kills * i) / batches))
      const events = batch(sent, i)
      const id = randomUUID()
      for (let times = 0; times < (i % 7 === 0 ? 2 : 1); times++) await db.query('select public.record_interactions($1, $2)', [id, JSON.stringify(events)])
    }
  }))
  await drainers.killed(kills)
  await db.end()
  return sent
}

function batch(sent: Sent, i: number): Json[] {
  return Array.from({ length: perBatch }, (_, n) => {
    sent.events += 1
    const reason = (i * perBatch + n) % 100 === 0 ? Object.keys(poison)[dice.between(0, 4)] : undefined
    const event = reason ? poison[reason]?.() : view()
    const [counts, key] = reason ? [sent.dead, reason] : [sent.views, `${event.coupon} ${event.at.slice(0, 10)}`]
    counts[key] = (counts[key] ?? 0) + 1
    return event
  })
}

async function tallied(sql: string): Promise<Record<string, number>> {
  const { rows } = await world.sql.query<{ key: string; n: number }>(sql)
  return Object.fromEntries(rows.map(({ key, n }) => [key, n]))
}
const counted = () => tallied(`select coupon_id || ' ' || day as key, views as n from public.interaction_daily where views > 0`)
const dead = () => tallied('select reason as key, count(*)::int as n from public.interaction_dead_letters group by 1')
const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((all, n) => all + n, 0)
const difference = (a: Record<string, number>, b: Record<string, number>): number =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].reduce((all, key) => all + Math.abs((a[key] ?? 0) - (b[key] ?? 0)), 0)

async function drainTheRest(): Promise<void> {
  for (;;) if ((await call(world.service, 'drain_interactions')).left === 0) return
}

test('100,000 events while drainers are killed 150 times: the figures are what was sent', async (context) => {
  const drainers = startKilledDrainers(world, dice, 'careful')
  const sent = await send(2000, drainers, 150)
  await drainers.stop()
  await drainTheRest()
  const [figures, letters] = [await counted(), await dead()]
  const [wrong, wrongLetters] = [difference(figures, sent.views), difference(letters, sent.dead)]

  expect(drainers.complaints).toEqual([])
  expect([sent.events, sum(letters)]).toEqual([100_000, 1000])
  const lost = await popFirst()
  record(context, {
    part, name: 'Queue under SIGKILL, events', tried: sent.events, wrong,
    note: `${drainers.kills} drainers killed, ${drainers.inTheMiddle} of them inside a transaction; five at once; every seventh batch sent twice`,
    control: `taking out of the queue first: ${lost} events lost`,
  })
  record(context, { part, name: 'Poison (1 %) in the dead letters with its reason', tried: sum(sent.dead), wrong: wrongLetters, note: 'The 99 % beside it are the row above' })
  expect([wrong, wrongLetters]).toEqual([0, 0])
  expect(drainers.inTheMiddle).toBeGreaterThan(0)
  expect(lost).toBeGreaterThan(0)
})

/** The control: how many of 30,000 events are missing when batches are taken first and counted then. */
async function popFirst(): Promise<number> {
  await world.sql.query('truncate public.interaction_queue, public.interaction_batches, public.interaction_daily, public.interaction_dead_letters')
  const drainers = startKilledDrainers(world, dice, 'pop-first')
  const sent = await send(600, drainers, 20)
  await drainers.stop()
  const left = await tallied(`select 'left' as key, coalesce(sum(event_count), 0)::int as n from public.interaction_queue where kind = 'view'`)
  return sum(sent.views) - sum(await counted()) - (left['left'] ?? 0)
}
