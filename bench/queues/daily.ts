import type { Pool } from 'pg'
import type { ViewEvent } from '../events.ts'

/** Makes a table of daily figures for a peer: the key and the counts alone, without the triggers and foreign keys that ours has. */
export async function makeDaily(db: Pool, table: string): Promise<void> {
  await db.query(
    `create table ${table} (coupon_id uuid, day date, hotel_id uuid, views int not null default 0, redemptions int not null default 0,
       uses int not null default 0, primary key (coupon_id, day))`,
  )
}

/** Adds events to a peer's daily figures: counted in Node, written by one statement. */
export async function addDaily(db: Pool, table: string, events: Iterable<ViewEvent>): Promise<void> {
  const counts = new Map<string, number>()
  for (const { coupon, at } of events) {
    const key = `${coupon}${at.slice(0, 10)}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const keys = [...counts.keys()]
  await db.query(
    `insert into ${table} as d (coupon_id, day, views) select * from unnest($1::uuid[], $2::date[], $3::int[])
     on conflict (coupon_id, day) do update set views = d.views + excluded.views`,
    [keys.map(key => key.slice(0, 36)), keys.map(key => key.slice(36)), [...counts.values()]],
  )
}

/** How many events a peer has counted. */
export async function countedIn(db: Pool, table: string): Promise<number> {
  const { rows } = await db.query<{ sum: number }>(`select coalesce(sum(views), 0)::int as sum from ${table}`)
  return rows[0]!.sum
}
