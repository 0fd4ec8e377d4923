import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest'
import { type Crowd, crowdOf, tally, users } from '../crowd.ts'
import { record } from '../proof/figures.ts'
import { openHotel, publish } from '../scene.ts'
import { type Json, type Person, startWorld, type World } from '../world.ts'
import { diceOfRun } from './seed.ts'

const dice = diceOfRun('guessing')
const guesses = 10_000
let world: World
let owner: Person
let hotel: string
let crowd: Crowd
/** What the second desk has to do: codes of real guests. */
let codes: string[]

beforeAll(async () => {
  world = await startWorld()
  owner = await world.person('owner')
  hotel = await openHotel(owner)
  crowd = crowdOf(world, 48)
  const coupon = await publish(owner, hotel)
  const answers = await Promise.all((await users(world, 600)).map((guest) => crowd.call(guest, 'redeem_coupon', { coupon, command_id: randomUUID(), follow: false })))
  codes = answers.map(({ redemption }) => redemption.code)
})
afterAll(async () => {
  await crowd?.stop()
  await world?.stop()
})

/** Codes that are well formed, and that nobody was given but by chance. */
async function guessesOf(count: number): Promise<string[]> {
  const { rows } = await world.sql.query<{ code: string }>('select private.new_code() as code from generate_series(1, $1)', [count])
  return rows.map(({ code }) => code)
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((all, n) => all + n, 0)
const guess = (member: string, code: string): Promise<Json> => dice.next() < 0.5
  ? crowd.call(member, 'verify_code', { hotel, code })
  : crowd.call(member, 'use_code', { hotel, code, command_id: randomUUID(), happened_at: new Date().toISOString() })

/** A desk that verifies and uses these codes until it is told to stop; gives each answer's kind and how long it took. */
function workingDesk(desk: string, work: string[]) {
  const state = { on: true }
  const connection = crowdOf(world, 1)
  const done: { kind: string; ms: number }[] = []
  const timed = async (name: string, args: Record<string, unknown>): Promise<void> => {
    const began = performance.now()
    const { kind } = await connection.call(desk, name, { hotel, ...args })
    done.push({ kind, ms: performance.now() - began })
  }
  const working = (async () => {
    while (state.on) {
      const code = work.pop()
      if (!code) return
      await timed('verify_code', { code })
      await timed('use_code', { code, command_id: randomUUID(), happened_at: new Date().toISOString() })
    }
  })()
  return {
    async stop() {
      state.on = false
      await working
      await connection.stop()
      return { kinds: tally(done), p95: done.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(done.length * 0.95)] ?? 0 }
    },
  }
}

async function attack(context: TestContext, accounts: number): Promise<void> {
  const members = await users(world, accounts)
  const [desk = ''] = await users(world, 1)
  await world.sql.query(`insert into public.hotel_members (hotel_id, user_id, role) select $1, id, 'desk' from unnest($2::uuid[]) id`, [hotel, [...members, desk]])
  const codesToTry = await guessesOf(guesses)
  const second = workingDesk(desk, codes.splice(0, 300))
  const answers = tally(await Promise.all(codesToTry.map((code, i) => guess(members[i % accounts] ?? '', code))))
  const { kinds, p95 } = await second.stop()

  const { 'unknown-code': reached = 0, 'too-many-attempts': stopped = 0, ...hits } = answers
  const { valid = 0, used = 0, ...disturbed } = kinds
  record(context, {
    part: 'Attacked', name: `Code guessing from ${accounts === 1 ? 'one account' : `${accounts} accounts`}`, tried: guesses, wrong: sum(hits),
    note: `${reached} reached the check (20 an account), ${stopped} were stopped before it`,
    control: `a second desk made ${valid + used} checks and uses meanwhile: ${sum(disturbed)} refused, p95 ${Math.round(p95)} ms beside 48 busy connections`,
  })
  expect(hits).toEqual({})
  expect([reached, stopped]).toEqual([20 * accounts, guesses - 20 * accounts])
  expect(disturbed).toEqual({})
  expect(used).toBeGreaterThan(0)
  expect(valid).toBe(used)
}

test('10,000 guesses from one account', (context) => attack(context, 1))
test('10,000 guesses from 250 accounts', (context) => attack(context, 250))
