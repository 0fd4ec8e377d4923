import { setTimeout as wait } from 'node:timers/promises'
import type { Pool } from 'pg'
import { withDatabase, type Database } from './database.ts'
import { makeBatches, makeCoupons, renewed, type Batch } from './events.ts'
import { atMostTimes, median, percentile, print } from './figure.ts'
import { ownQueue } from './queues/own.ts'
import type { Queue } from './queues/queue.ts'
import { seconds } from './rounds.ts'
import { sized } from './sizes.ts'

const rounds = 10
const everyMs = 5

/** Kilobytes on disk. */
interface Sizes {
  tables: number
  indexes: number
}

/**
 * What the queue leaves behind after ten rounds of fill and drain, with autovacuum alone (it looks each second here, not
 * each minute, because the rounds of days are run in minutes); and whether enqueuing waits for a drain.
 */
export async function run(): Promise<void> {
  await withDatabase(async database => {
    const { db, admin } = database
    await admin.query('alter system set autovacuum_naptime = 1')
    await admin.query('select pg_reload_conf()')
    const batches = makeBatches(await makeCoupons(db, sized(1000, 20)), sized(200_000, 5000))
    const own = ownQueue(database, 8)
    const sizes: Record<string, Sizes>[] = []
    for (let round = 0; round < rounds; round += 1) {
      await own.fill(renewed(batches))
      await own.drain(batches.length)
      sizes.push(await sizesOf(db)) // before autovacuum comes, which may cut the empty end off: the most the disk has to hold
      await vacuumed(db)
    }
    for (const name of Object.keys(sizes[0]!)) {
      const [second, tenth] = [sizes[1]![name]!, sizes[rounds - 1]![name]!]
      const detail = [`round 2: ${second.tables} of tables, ${second.indexes} of indexes`, `round 10: ${tenth.tables} of tables, ${tenth.indexes} of indexes`]
      print({ ...atMostTimes(`bloat.${name}`, tenth.tables + tenth.indexes, 'kB', second.tables + second.indexes, 1.2), detail })
    }
    await latencies(database, own, batches)
    await own.stop()
  })
}

/** Waits until autovacuum has nothing left to do in the queue and the figures. */
async function vacuumed(db: Pool): Promise<void> {
  await wait(1500) // what a session did is in the statistics a second later
  const due = `select count(*)::int as n from pg_stat_user_tables
    where relname in ('interaction_queue', 'interaction_daily') and n_dead_tup > 50 + 0.2 * n_live_tup`
  for (let tries = 0; tries < 600; tries += 1) {
    const { rows } = await db.query<{ n: number }>(due)
    if (rows[0]!.n === 0) return
    await wait(100)
  }
  throw new Error('autovacuum did not come')
}

async function sizesOf(db: Pool): Promise<Record<string, Sizes>> {
  const { rows } = await db.query<Sizes & { name: string }>(
    `select relname as name, pg_table_size(oid)::int / 1024 as tables, pg_indexes_size(oid)::int / 1024 as indexes
     from pg_class where oid in ('public.interaction_queue'::regclass, 'public.interaction_daily'::regclass) order by 1`,
  )
  return Object.fromEntries(rows.map(row => [row.name, row]))
}

/** Enqueues at a steady pace, five rounds without and five with a drain beside it, and compares the slowest hundredth. */
async function latencies(database: Database, own: Queue, batches: readonly Batch[]): Promise<void> {
  const drainer = ownQueue(database, 1)
  const [alone, beside]: [number[], number[]] = [[], []]
  for (let round = 0; round < 5; round += 1) {
    await own.clear()
    await own.fill(renewed(batches))
    const draining = drainer.drain(batches.length)
    beside.push(percentile(await paced(own, batches, draining), 0.99))
    await own.clear()
    alone.push(percentile(await paced(own, batches, wait(2000)), 0.99))
  }
  await drainer.stop()
  print(atMostTimes('bloat.enqueue-p99-during-drain', median(beside), 'ms', median(alone), 3))
}

/** Milliseconds that each enqueue took, one every 5 ms whether the one before is done or not, until the other work ends. */
async function paced(queue: Queue, batches: readonly Batch[], until: Promise<unknown>): Promise<number[]> {
  const values: number[] = []
  const open: Promise<void>[] = []
  const end = new AbortController()
  void until.finally(() => end.abort())
  const began = performance.now()
  for (let n = 0; !end.signal.aborted; n += 1) {
    const batch = renewed([batches[n % batches.length]!])[0]!
    open.push(seconds(() => queue.enqueue(batch, 0)).then(took => void values.push(took * 1000)))
    await wait(Math.max(0, began + (n + 1) * everyMs - performance.now()))
  }
  await Promise.all([until, ...open])
  return values
}
