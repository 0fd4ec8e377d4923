import type { Pool } from 'pg'
import { withDatabase } from './database.ts'
import { atMost, exactly, median, percentile, print } from './figure.ts'
import { planOf } from './plan.ts'
import { seconds } from './rounds.ts'
import { makeCatalogue, queriesFor, type Query } from './search-data.ts'
import { sized } from './sizes.ts'

const call = 'select public.search_coupons($1, $2) as found'

/** Searches of a text with two filters among 100,000 published coupons of 1,000 hotels in 40 cities, one after the other. */
export async function run(): Promise<void> {
  await withDatabase(async ({ db, admin }) => {
    await makeCatalogue(db, sized(1000, 20), sized(100_000, 1000))
    const queries = queriesFor(sized(400, 40))
    await round(db, queries) // reads what is asked for into memory
    const slowest: number[] = []
    for (let n = 0; n < 5; n += 1) slowest.push(percentile(await round(db, queries), 0.95))
    print(atMost('search.p95', median(slowest), 'ms', 30))
    for (const [n, { text, filters }] of queries.slice(0, 4).entries()) {
      const plan = await planOf(admin, 'coupons', call, [text, filters])
      const scans = plan.filter(line => line.includes('Seq Scan on coupons')).length
      print({ ...exactly(`search.plan-${n + 1}`, scans, 'sequential scans of coupons', 0), detail: [JSON.stringify({ text, filters }), ...plan] })
    }
  })
}

async function round(db: Pool, queries: readonly Query[]): Promise<number[]> {
  const values: number[] = []
  for (const { text, filters } of queries) {
    values.push(1000 * (await seconds(() => db.query({ name: 'search', text: call, values: [text, filters] }))))
  }
  return values
}
