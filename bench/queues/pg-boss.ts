import { PgBoss } from 'pg-boss'
import type { Database } from '../database.ts'
import type { ViewEvent } from '../events.ts'
import { inPieces } from '../events.ts'
import { addDaily, countedIn, makeDaily } from './daily.ts'
import type { Queue } from './queue.ts'

const name = 'interactions'
const daily = 'public.pg_boss_daily'

/** pg-boss with one job per batch; a drain fetches as many jobs as make up 50,000 events, as our own does. */
export async function pgBossQueue({ stack, db }: Database, connections: number): Promise<Queue> {
  const boss = new PgBoss({ connectionString: stack.dbUrl, max: connections, supervise: false, schedule: false })
  boss.on('error', error => console.error(error.message))
  await boss.start()
  await boss.createQueue(name)
  await makeDaily(db, daily)
  return {
    enqueue: ({ events }) => boss.send(name, { events }),
    async fill(batches) {
      for (const piece of inPieces(batches, 1000)) await boss.insert(name, piece.map(({ events }) => ({ data: { events } })))
    },
    async drain() {
      for (;;) {
        const jobs = await boss.fetch<{ events: ViewEvent[] }>(name, { batchSize: 1000 })
        if (jobs.length === 0) return
        await addDaily(db, daily, jobs.flatMap(job => job.data.events))
        await boss.complete(name, jobs.map(job => job.id))
      }
    },
    counted: () => countedIn(db, daily),
    async clear() {
      await boss.deleteAllJobs(name)
      await db.query(`truncate ${daily}`)
    },
    stop: () => boss.stop({ graceful: false }),
  }
}
