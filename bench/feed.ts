import { withDatabase } from './database.ts'
import { atMost, exactly, median, percentile, print } from './figure.ts'
import { callAs } from './people.ts'
import { seconds } from './rounds.ts'
import { busyHotel } from './verify.ts'

interface Page {
  cursor: string
  more: boolean
  changes: { table: string }[]
}

/** A new console pulls the feed of a hotel with a million redemptions to its end, a thousand rows a page. */
export async function run(): Promise<void> {
  await withDatabase(async database => {
    const { owner, hotel } = await busyHotel(database)
    const values: number[] = []
    let redemptions = 0
    let page: Page = { cursor: '', more: true, changes: [] }
    while (page.more) {
      const args = { hotel, cursor: page.cursor || null, max_rows: 1000 }
      values.push(1000 * (await seconds(async () => (page = await callAs<Page>(database.db, owner, 'pull_changes', args)))))
      redemptions += page.changes.filter(change => change.table === 'redemptions').length
    }
    const { rows } = await database.db.query<{ n: number }>('select count(*)::int as n from public.redemptions')
    const fifth = Math.ceil(values.length / 5)
    const slowest = Array.from({ length: 5 }, (_, n) => percentile(values.slice(n * fifth, (n + 1) * fifth), 0.95))
    print(atMost('feed.p95', median(slowest), 'ms', 30))
    print(exactly('feed.rows', redemptions, 'redemptions', rows[0]!.n))
  })
}
