import { withDatabase } from './database.ts'
import { makeBatches, makeCoupons, renewed, type Batch } from './events.ts'
import { atLeastTimes, median, percentile, print } from './figure.ts'
import { startRest, type Rest } from './rest.ts'
import { inTurns, seconds, spread } from './rounds.ts'
import { sized } from './sizes.ts'

const connections = 16

/** Batches of 50 events through PostgREST with 16 connections, beside a function that takes the same body and does nothing, and one that keeps a single row of it. */
export async function run(): Promise<void> {
  await withDatabase(async ({ stack, db }) => {
    const batches = makeBatches(await makeCoupons(db, sized(1000, 20)), sized(200_000, 1000))
    await db.query(
      `create function public.do_nothing(batch_id uuid, events jsonb) returns jsonb language sql as $$ select '{"kind": "queued"}'::jsonb $$;
       create table public.kept (batch_id uuid primary key);
       create function public.keep_one_row(batch_id uuid, events jsonb) returns jsonb language plpgsql security definer as $$
         begin insert into public.kept values (batch_id); return '{"kind": "queued"}'; end $$;
       grant execute on function public.do_nothing, public.keep_one_row to anon`,
    )
    const rest = await startRest(stack, connections)
    const latencies: number[] = []
    const rates = await inTurns(5, {
      own: async () => {
        await db.query('truncate public.interaction_queue, public.interaction_batches')
        return rate(rest, 'record_interactions', renewed(batches), latencies)
      },
      nothing: () => rate(rest, 'do_nothing', batches, []),
      oneRow: async () => {
        await db.query('truncate public.kept')
        return rate(rest, 'keep_one_row', batches, [])
      },
    })
    await rest.stop()
    print(atLeastTimes('api', median(rates.own), 'requests/s', median(rates.nothing), 0.7))
    print({ ...atLeastTimes('api.one-row', median(rates.own), 'requests/s', median(rates.oneRow), 0), goal: 'none' })
    print({ name: 'api.p99', value: Math.round(percentile(latencies, 0.99)), unit: 'ms', peer: null, ratio: null, goal: 'none', met: true })
  })
}

async function rate(rest: Rest, name: string, batches: readonly Batch[], latencies: number[]): Promise<number> {
  const bodies = batches.map(({ id, events }) => JSON.stringify({ batch_id: id, events }))
  const took = await seconds(() =>
    spread(bodies, connections, async body => {
      latencies.push(1000 * (await seconds(() => rest.rpc(name, body))))
    }),
  )
  return bodies.length / took
}
