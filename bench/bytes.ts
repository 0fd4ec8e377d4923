import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { withDatabase, type Database } from './database.ts'
import { makeBatches } from './events.ts'
import type { Figure } from './figure.ts'
import { print } from './figure.ts'
import { callAs, makeDraft, makeHotel, makeUsers, publish } from './people.ts'
import { ownQueue } from './queues/own.ts'
import { spread } from './rounds.ts'
import { sized } from './sizes.ts'

/** What one of each thing leaves on the disk, with its indexes, and what it writes to the log: the ground of docs/scale.md. */
export async function run(): Promise<void> {
  await withDatabase(async database => {
    const { db } = database
    const many = sized(2000, 100)
    let guests: string[] = []
    const codes: string[] = []
    await measure(database, 'sign-up', many, async () => void (guests = await makeUsers(db, many)))
    const [owner] = guests
    const hotel = await makeHotel(db, owner!)
    const coupon = await makeDraft(db, owner!, hotel)
    await publish(db, owner!, coupon)
    await measure(database, 'publication', many / 10, async () => {
      for (let n = 0; n < many / 10; n += 1) await publish(db, owner!, await makeDraft(db, owner!, hotel))
    })
    await measure(database, 'redemption-and-follow', many, () =>
      spread(guests, 4, async guest => {
        const answer = await callAs<{ redemption: { code: string } }>(db, guest, 'redeem_coupon', { coupon, command_id: randomUUID() })
        codes.push(answer.redemption.code)
      }),
    )
    await measure(database, 'use', many, () =>
      spread(codes, 4, code => callAs(db, owner!, 'use_code', { hotel, code, command_id: randomUUID(), happened_at: new Date().toISOString() })),
    )
    await db.query('select public.drain_interactions()')
    await measure(database, 'daily-figure', many, () =>
      db.query(
        `insert into public.interaction_daily (coupon_id, day, hotel_id, views)
         select id, current_date - n, hotel_id, 7 from (select * from public.coupons limit $1) c, generate_series(1, 10) n`,
        [many / 10],
      ),
    )
    await measure(database, 'batch-of-50-views', many / 10, () => countViews(database, coupon, many / 10))
  })
}

/** Queues so many batches and counts them: what stays is the ids, which a resend is known by. */
async function countViews(database: Database, coupon: string, batches: number): Promise<void> {
  const own = ownQueue(database, 4)
  for (const batch of makeBatches([coupon], 50 * batches)) await own.enqueue(batch, 0)
  await own.drain(batches)
  await own.stop()
}

async function measure({ db, admin }: Database, name: string, times: number, work: () => Promise<unknown>): Promise<void> {
  await admin.query('vacuum full')
  const before = await tables(db)
  const { rows: start } = await db.query<{ lsn: string }>('select pg_current_wal_lsn()::text as lsn')
  await work()
  const { rows: end } = await db.query<{ bytes: number }>('select (pg_current_wal_lsn() - $1::pg_lsn)::int as bytes', [start[0]!.lsn])
  await admin.query('vacuum full')
  const after = await tables(db)
  const grown = [...after].map(([table, bytes]) => [table, (bytes - (before.get(table) ?? 0)) / times] as const).filter(([, bytes]) => bytes >= 10)
  const detail = grown.toSorted((a, b) => b[1] - a[1]).map(([table, bytes]) => `${table} ${Math.round(bytes)}`)
  const figure = (what: string, value: number): Figure => ({
    name: `bytes.${name}${what}`, value: Math.round(value), unit: 'bytes', peer: null, ratio: null, goal: 'none', met: true,
  })
  print({ ...figure('', grown.reduce((sum, [, bytes]) => sum + bytes, 0)), detail })
  print(figure('.log', end[0]!.bytes / times))
}

/** The size of each table with its indexes; the parts of a partitioned one together. */
async function tables(db: Pool): Promise<Map<string, number>> {
  const { rows } = await db.query<{ name: string; bytes: number }>(
    `select coalesce(p.inhparent, c.oid)::regclass::text as name, sum(pg_total_relation_size(c.oid))::int as bytes
     from pg_class c left join pg_inherits p on p.inhrelid = c.oid
     where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'private', 'auth', 'realtime') group by 1`,
  )
  return new Map(rows.map(row => [row.name, row.bytes]))
}
