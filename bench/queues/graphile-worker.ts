import { Logger, makeWorkerUtils, runOnce, type TaskList } from 'graphile-worker'
import type { Pool } from 'pg'
import { openPool, type Database } from '../database.ts'
import { inPieces, type ViewEvent } from '../events.ts'
import { addDaily, countedIn, makeDaily } from './daily.ts'
import type { Queue } from './queue.ts'

const task = 'interactions'
const daily = 'public.graphile_worker_daily'
const together = 1000
const logger = new Logger(() => () => undefined)

/** graphile-worker with one job per batch; its batching set so that 50,000 events are counted together, as our own are. */
export async function graphileWorkerQueue({ stack, db }: Database, connections: number): Promise<Queue> {
  const pool = openPool({ connectionString: stack.dbUrl, max: connections })
  const utils = await makeWorkerUtils({ pgPool: pool, logger })
  await utils.migrate()
  await makeDaily(db, daily)
  return {
    enqueue: ({ events }) => utils.addJob(task, { events }),
    async fill(batches) {
      for (const piece of inPieces(batches, 1000)) {
        await utils.addJobs(piece.map(({ events }) => ({ identifier: task, payload: { events } })))
      }
    },
    drain: batches =>
      runOnce({
        pgPool: pool,
        logger,
        noHandleSignals: true,
        taskList: countTogether(db, batches),
        preset: { worker: { concurrentJobs: together, localQueue: { size: together }, completeJobBatchDelay: 0 } },
      }),
    counted: () => countedIn(db, daily),
    async clear() {
      await db.query(`truncate ${daily}, graphile_worker._private_jobs`)
    },
    async stop() {
      await utils.release()
      await pool.end()
    },
  }
}

/** A task whose jobs wait for each other, until a thousand of them are counted by one statement. */
function countTogether(db: Pool, batches: number): TaskList {
  let left = batches
  let waiting: { events: ViewEvent[]; done: (counted: Promise<void>) => void }[] = []
  return {
    [task]: payload =>
      new Promise<void>(done => {
        waiting.push({ events: (payload as { events: ViewEvent[] }).events, done })
        if (waiting.length < Math.min(left, together)) return
        const taken = waiting
        waiting = []
        left -= taken.length
        const counted = addDaily(db, daily, taken.flatMap(job => job.events))
        for (const job of taken) job.done(counted)
      }),
  }
}
