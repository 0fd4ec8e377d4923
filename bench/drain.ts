import { withDatabase, type Database } from './database.ts'
import { eventsIn, makeBatches, makeCoupons, renewed, type Batch } from './events.ts'
import { atLeast, atLeastTimes, exactly, median, print } from './figure.ts'
import { aggregate, copyIn, makeFloor } from './queues/floor.ts'
import { graphileWorkerQueue } from './queues/graphile-worker.ts'
import { ownQueue } from './queues/own.ts'
import { pgBossQueue } from './queues/pg-boss.ts'
import type { Queue } from './queues/queue.ts'
import { inTurns, seconds } from './rounds.ts'
import { sized } from './sizes.ts'

/** A full queue counted into daily figures by one drainer, beside the peers and one aggregate over plain rows. */
export async function run(): Promise<void> {
  await withDatabase(async database => {
    const batches = makeBatches(await makeCoupons(database.db, sized(1000, 20)), sized(200_000, 1000))
    const own = ownQueue(database, 1)
    const boss = await pgBossQueue(database, 4)
    const graphile = await graphileWorkerQueue(database, 4)
    await makeFloor(database.db)
    const rates = await inTurns(5, {
      own: () => rate(own, batches),
      boss: () => rate(boss, batches),
      graphile: () => rate(graphile, batches),
      floor: () => floorRate(database, batches),
    })
    const counted = await own.counted()
    await Promise.all([own.stop(), boss.stop(), graphile.stop()])
    const value = median(rates.own)
    const [bossRate, graphileRate] = [median(rates.boss), median(rates.graphile)]
    print(atLeast('drain', value, 'events/s', 600_000))
    print(atLeastTimes('drain.pg-boss', value, 'events/s', bossRate, bossRate >= graphileRate ? 2.5 : 0))
    print(atLeastTimes('drain.graphile-worker', value, 'events/s', graphileRate, graphileRate > bossRate ? 2.5 : 0))
    print(atLeastTimes('drain.floor', value, 'events/s', median(rates.floor), 0.2))
    print(exactly('drain.counted', counted, 'events', eventsIn(batches)))
  })
}

async function rate(queue: Queue, batches: readonly Batch[]): Promise<number> {
  await queue.clear()
  await queue.fill(renewed(batches))
  const took = await seconds(() => queue.drain(batches.length))
  const counted = await queue.counted()
  if (counted !== eventsIn(batches)) throw new Error(`${counted} of ${eventsIn(batches)} events were counted`)
  return eventsIn(batches) / took
}

async function floorRate({ db, admin }: Database, batches: readonly Batch[]): Promise<number> {
  await copyIn(admin, batches)
  return eventsIn(batches) / (await aggregate(db))
}
