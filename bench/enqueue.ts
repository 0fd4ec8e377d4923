import { withDatabase, type Database } from './database.ts'
import { eventsIn, makeBatches, makeCoupons, renewed, type Batch } from './events.ts'
import { atLeast, atLeastTimes, median, print } from './figure.ts'
import { copyIn, makeFloor } from './queues/floor.ts'
import { graphileWorkerQueue } from './queues/graphile-worker.ts'
import { ownQueue } from './queues/own.ts'
import { pgBossQueue } from './queues/pg-boss.ts'
import type { Queue } from './queues/queue.ts'
import { inTurns, seconds, spread } from './rounds.ts'
import { sized } from './sizes.ts'

const connections = 8

/** Batches of 50 events put in one by one, each in a transaction that waits for the disk, by 8 connections. */
export async function run(): Promise<void> {
  await withDatabase(async database => {
    const batches = makeBatches(await makeCoupons(database.db, sized(1000, 20)), sized(200_000, 1000))
    const own = ownQueue(database, connections)
    const boss = await pgBossQueue(database, connections)
    const graphile = await graphileWorkerQueue(database, connections)
    await makeFloor(database.db)
    const rates = await inTurns(5, {
      own: () => rate(own, batches),
      boss: () => rate(boss, batches),
      graphile: () => rate(graphile, batches),
      copy: () => copyRate(database, batches),
    })
    await Promise.all([own.stop(), boss.stop(), graphile.stop()])
    const value = median(rates.own)
    print(atLeast('enqueue', value, 'events/s', 75_000))
    print(atLeastTimes('enqueue.pg-boss', value, 'events/s', median(rates.boss), 2.5))
    print(atLeastTimes('enqueue.graphile-worker', value, 'events/s', median(rates.graphile), 2.5))
    print({ ...atLeastTimes('enqueue.copy', value, 'events/s', median(rates.copy), 0), goal: 'none: the floor' })
  })
}

async function rate(queue: Queue, batches: readonly Batch[]): Promise<number> {
  await queue.clear()
  const fresh = renewed(batches)
  return eventsIn(batches) / (await seconds(() => spread(fresh, connections, queue.enqueue)))
}

async function copyRate({ admin }: Database, batches: readonly Batch[]): Promise<number> {
  return eventsIn(batches) / (await copyIn(admin, batches))
}
