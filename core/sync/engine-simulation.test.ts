import { describe, expect, it } from 'vitest'
import { codeDigest, codeFromRandom } from '../domain/code.ts'
import { AppError } from '../domain/errors.ts'
import type { HotelTables, Redemption } from '../domain/rows.ts'
import { createSyncEngine, type SyncEngine } from './engine.ts'
import { hotelEffects } from './hotel-effects.ts'
import { memoryClock, seededIds } from './memory-clock.ts'
import { memoryCloud, type MemoryCloud, type MemoryHandler } from './memory-cloud.ts'
import { memoryStore } from './memory-store.ts'
import type { Ids, ReplicaStore } from './ports.ts'

/*
 * Three desks of one hotel use the same codes on a line that loses requests and replies, on machines that crash between and
 * within transactions, while rows and the epoch change on the server. Every choice comes from the seed in the test's name.
 */

const tables = ['hotels', 'hotel_members', 'coupons', 'redemptions', 'interaction_daily', 'uses'] as const
const hotel = 'hotel-1'
const codes = Array.from({ length: 12 }, (_, i) => codeFromRandom(Array(12).fill(i)))
const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

const redemption = (code: string, i: number): Redemption => ({
  id: `redemption-${i}`, coupon_id: 'coupon-1', hotel_id: hotel, guest_id: 'guest', guest_name: 'Alex', ordinal: 1, status: 'redeemed',
  redeemed_at: '2026-06-01T08:00:00Z', expires_at: '2026-07-01T00:00:00Z', used_at: null, used_by: null, device: null,
  code_digest: codeDigest(hotel, code),
})

/** Counts how often each command was really worked on. */
function useCode(worked: Map<string, number>): MemoryHandler<HotelTables> {
  return (args, cloud) => {
    const id = String(args['command_id'])
    worked.set(id, (worked.get(id) ?? 0) + 1)
    const found = cloud.rows('redemptions').find((row) => row.code_digest === codeDigest(hotel, String(args['code'])))
    if (!found) return { kind: 'unknown-code' }
    if (found.status === 'used') return { kind: 'already-used', used_at: found.used_at, used_by_name: null, device: found.device }
    cloud.put('redemptions', { ...found, status: 'used', used_at: String(args['happened_at']), device: String(args['device']) })
    return { kind: 'used', use_id: id, redemption_id: found.id, coupon_title: 'Spa', guest_name: 'Alex', used_at: String(args['happened_at']) }
  }
}

/** A store whose machine may die in the middle of a transaction, which then has left nothing. */
function fragile(store: ReplicaStore<HotelTables>, dies: () => boolean): ReplicaStore<HotelTables> {
  return {
    ...store,
    transaction: (work) => store.transaction(async (tx) => {
      const answer = await work(tx)
      if (dies()) throw new AppError('stopped')
      return answer
    }),
  }
}

/** One desk that can crash and start again on the same disk. */
function desk(name: string, { cloud, clock, ids, trouble }: { cloud: MemoryCloud<HotelTables>; clock: ReturnType<typeof memoryClock>; ids: Ids; trouble: { on: boolean } }) {
  const disk = memoryStore<HotelTables>(tables)
  const committed = new Map<string, string>()
  let engine = boot()

  function boot(): SyncEngine {
    const store = fragile(disk, () => {
      const dies = trouble.on && ids.random() < 0.02
      if (dies) queueMicrotask(crash)
      return dies
    })
    return createSyncEngine<HotelTables>({ store, cloud, clock, ids, scope: { hotel }, applyLocally: hotelEffects(name) })
  }
  function crash(): void {
    engine.stop()
    engine = boot()
  }
  return {
    disk,
    committed,
    crash,
    engine: () => engine,
    use: async (code: string) => {
      const happened_at = new Date(clock.now()).toISOString()
      const id = await engine.commit('use_code', { hotel, code, happened_at, device: name }).catch(() => null)
      if (id) committed.set(id, code)
    },
  }
}

async function simulate(seed: number, remembers = true) {
  const ids = seededIds(seed)
  const clock = memoryClock()
  const trouble = { on: true }
  const worked = new Map<string, number>()
  const lose = async () => {
    if (ids.random() < 0.5) await tick()
    if (trouble.on && ids.random() < 0.15) throw new AppError(ids.random() < 0.7 ? 'offline' : 'server-failed')
  }
  const cloud = memoryCloud<HotelTables>({ handlers: { use_code: useCode(worked) }, fault: lose, remembers })
  codes.forEach((code, i) => cloud.put('redemptions', redemption(code, i)))
  const desks = ['north', 'south', 'bar'].map((name) => desk(name, { cloud, clock, ids, trouble }))
  const pick = <V>(from: readonly V[]) => from[Math.floor(ids.random() * from.length)]!

  for (let step = 0; step < 120; step += 1) {
    const choice = ids.random()
    const one = pick(desks)
    if (choice < 0.35) await one.use(pick(codes))
    else if (choice < 0.65) void one.engine().sync()
    else if (choice < 0.72) one.crash()
    else if (choice < 0.82) clock.advance(ids.random() * 30_000)
    else if (choice < 0.92) cloud.put('redemptions', { ...pick(cloud.rows('redemptions')), guest_name: `Guest ${step}` })
    else if (choice < 0.94) cloud.newEpoch()
    else await tick()
  }

  trouble.on = false
  for (const one of desks) {
    one.crash()
    for (let i = 0; i < 3; i += 1) await one.engine().sync()
  }
  // Once more, so that each has seen what the others pushed.
  for (const one of desks) await one.engine().sync()
  return { cloud, desks, worked }
}

const byId = (rows: Redemption[]) => rows.sort((a, b) => a.id.localeCompare(b.id))
const replicaOf = (store: ReplicaStore<HotelTables>) =>
  store.transaction(async (tx) => byId([...(await tx.find('redemptions', 'hotel_id', hotel))]))

describe('three desks in trouble', () => {
  it.each(Array.from({ length: 40 }, (_, i) => i + 1))('lose nothing and do nothing twice (seed %i)', async (seed) => {
    const { cloud, desks, worked } = await simulate(seed)
    expect(Math.max(0, ...worked.values())).toBeLessThanOrEqual(1)
    const server = byId(cloud.rows('redemptions'))
    for (const { disk, engine, committed } of desks) {
      const rejected = await engine().rejected()
      expect(engine().status).toMatchObject({ waiting: 0, rejected: rejected.length, error: null })
      // What a desk was promised was worked on, or is still shown as refused.
      for (const id of committed.keys()) expect(worked.has(id)).toBe(true)
      expect(await replicaOf(disk)).toEqual(server)
    }
    const usedCodes = new Set(desks.flatMap(({ committed }) => [...committed.values()]))
    const used = server.filter((row) => row.status === 'used').map((row) => row.code_digest)
    expect(new Set(used)).toEqual(new Set([...usedCodes].map((code) => codeDigest(hotel, code))))
  })

  it('a refused use is kept for its desk, all others are gone from the outbox', async () => {
    const { desks } = await simulate(3)
    for (const { engine } of desks) {
      for (const command of await engine().commands()) expect(command).toMatchObject({ state: 'rejected', error: { code: 'already-used' } })
    }
  })

  it('control: with a server that forgets commands something is done twice', async () => {
    const runs = await Promise.all([1, 2, 3, 4, 5].map((seed) => simulate(seed, false)))
    expect(Math.max(...runs.flatMap(({ worked }) => [...worked.values()]))).toBeGreaterThan(1)
  })
})
