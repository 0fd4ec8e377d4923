import type { Database } from '../database.ts'
import { openPool } from '../database.ts'
import { inPieces } from '../events.ts'
import type { Queue } from './queue.ts'

/** The project's own queue, by the functions that the API and the schedule call. */
export function ownQueue({ stack }: Database, connections: number): Queue {
  const pool = openPool({ connectionString: stack.dbUrl, max: connections })
  return {
    enqueue: ({ id, events }) =>
      pool.query({ name: 'record', text: 'select public.record_interactions($1, $2)', values: [id, JSON.stringify(events)] }),
    async fill(batches) {
      for (const piece of inPieces(batches, 1000)) {
        await pool.query(
          'select public.record_interactions(id, events) from unnest($1::uuid[], $2::jsonb[]) b (id, events)',
          [piece.map(batch => batch.id), piece.map(batch => JSON.stringify(batch.events))],
        )
      }
    },
    async drain() {
      let left = 1
      while (left > 0) {
        const { rows } = await pool.query<{ done: { left: number } }>('select public.drain_interactions() as done')
        left = rows[0]!.done.left
      }
    },
    async counted() {
      const { rows } = await pool.query<{ sum: number }>('select coalesce(sum(views), 0)::int as sum from public.interaction_daily')
      return rows[0]!.sum
    },
    async clear() {
      await pool.query('truncate public.interaction_queue, public.interaction_batches, public.interaction_daily')
    },
    stop: () => pool.end(),
  }
}

