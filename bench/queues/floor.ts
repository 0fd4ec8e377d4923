import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { Batch } from '../events.ts'
import { seconds } from '../rounds.ts'
import { makeDaily } from './daily.ts'

const daily = 'public.floor_daily'

/** Makes the tables of the floor: what no queue can beat, because nothing is queued. */
export async function makeFloor(db: Pool): Promise<void> {
  await db.query('create table public.floor_events (coupon_id uuid, at timestamptz)')
  await makeDaily(db, daily)
}

/** Seconds that one `copy` takes to bring all events into a plain table without any index, from a file on the server. */
export async function copyIn(admin: Pool, batches: readonly Batch[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'hotel-coupons-bench-'))
  const file = join(folder, 'events')
  try {
    chmodSync(folder, 0o755) // the account that runs PostgreSQL may be another
    writeFileSync(file, batches.flatMap(({ events }) => events.map(({ coupon, at }) => `${coupon}\t${at}\n`)).join(''), { mode: 0o644 })
    await admin.query('truncate public.floor_events')
    return await seconds(() => admin.query(`copy public.floor_events from '${file.replaceAll("'", "''")}'`))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Seconds that one aggregate and upsert takes over the events that were copied in. */
export async function aggregate(db: Pool): Promise<number> {
  return seconds(() =>
    db.query(
      `insert into ${daily} as d (coupon_id, day, views)
       select coupon_id, (at at time zone 'UTC')::date as day, count(*) from public.floor_events group by coupon_id, day
       on conflict (coupon_id, day) do update set views = d.views + excluded.views`,
    ),
  )
}
