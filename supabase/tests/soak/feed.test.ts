import { afterAll, beforeAll, expect, test } from 'vitest'
import { readerByTime, writeSlowly } from '../feed.writers.ts'
import { record } from '../proof/figures.ts'
import { openHotel, replicaOf } from '../scene.ts'
import { type Person, startWorld, type World } from '../world.ts'

const part = 'Raced and killed'
let world: World
let owner: Person

beforeAll(async () => {
  world = await startWorld()
  owner = await world.person('owner')
})
afterAll(() => world?.stop())

test('2,400 rows by 16 slow writers while a reader pulls: none missed, none sent twice', async (context) => {
  const hotel = await openHotel(owner)
  const [replica, byTime] = [replicaOf(owner, hotel), readerByTime(world)]
  const times = new Map<string, number>()
  let pulls = 0
  const pull = async (): Promise<void> => {
    pulls += 1
    for (const { table, id } of await replica.pull(50)) if (table === 'redemptions') times.set(id, (times.get(id) ?? 0) + 1)
  }
  const written = await writeSlowly(world, owner, hotel, 30, [{ pull }, byTime])
  const missed = [...written].filter((id) => !times.has(id)).length
  const twice = [...times.values()].filter((n) => n > 1).length
  const control = [...written].filter((id) => !byTime.seen.has(id)).length
  record(context, { part, name: 'Change feed, rows missed', tried: written.size, wrong: missed, note: `${pulls} pulls meanwhile`, control: `a cursor on updated_at missed ${control}` })
  record(context, { part, name: 'Change feed, rows applied twice', tried: written.size, wrong: twice, control: 'none: a row sent twice is harmless, and shown here all the same' })
  expect([missed, twice]).toEqual([0, 0])
  expect(control).toBeGreaterThan(0)
})
