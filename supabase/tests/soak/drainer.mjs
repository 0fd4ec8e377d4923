import { Client } from 'pg'

/**
 * A drain as a process of its own, to be killed anywhere: `node drainer.mjs <database url> <careful | pop-first>`. Says "ready"
 * when it is connected, and ends with a message when the database refuses something.
 */
const [, , connectionString, way] = process.argv
const db = new Client({ connectionString, application_name: `drainer-${process.pid}` })
const drain = way === 'pop-first' ? popFirst : careful

await db.connect()
process.stdout.write('ready\n')
for (;;) await drain()

/** The product's drain; now and then in a transaction that stays open for a while. */
async function careful() {
  const slow = Math.random() < 0.5
  if (slow) await db.query('begin')
  await db.query('select public.drain_interactions($1)', [100 + Math.floor(Math.random() * 400)])
  if (slow) await db.query('select pg_sleep($1)', [Math.random() * 0.03])
  if (slow) await db.query('commit')
}

/** The control: takes batches out of the queue, and counts them then. */
async function popFirst() {
  const { rows } = await db.query(`delete from public.interaction_queue where id in (
    select id from public.interaction_queue limit 4 for update skip locked) returning kind, coupons, ats::text[] as ats`)
  for (const { kind, coupons, ats } of rows) {
    await db.query('select pg_sleep(0.005)')
    if (kind !== 'view') continue
    await db.query(`insert into public.interaction_daily as d (coupon_id, day, hotel_id, views)
      select c.id, e.at::date, c.hotel_id, count(*) from unnest($1::uuid[], $2::timestamptz[]) e (coupon, at) join public.coupons c on c.id = e.coupon
      group by 1, 2, 3 order by 1, 2
      on conflict (coupon_id, day) do update set views = d.views + excluded.views`, [coupons, ats])
  }
}
