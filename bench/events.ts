import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'

/** What a guest's page sends. */
export interface ViewEvent {
  kind: 'view'
  coupon: string
  at: string
}

/** What a guest's page sends at once. */
export interface Batch {
  id: string
  events: ViewEvent[]
}

const perBatch = 50
const hour = 3_600_000

/** Makes published coupons, twenty to a hotel, and gives their ids. */
export async function makeCoupons(db: Pool, count: number): Promise<string[]> {
  await db.query(
    `insert into public.hotels (name, city, country, time_zone, currency)
     select 'Hotel ' || n, 'Dublin', 'IE', 'Europe/Dublin', 'EUR' from generate_series(1, $1) n`,
    [Math.ceil(count / 20)],
  )
  const { rows } = await db.query<{ id: string }>(
    `with numbered as (select h.id, row_number() over () - 1 as n from public.hotels h)
     insert into public.coupons (hotel_id, title, discount_kind, discount_value, starts_on, ends_on, status, published_at)
     select h.id, 'Coupon ' || i, 'percent', 10, current_date - 40, current_date + 40, 'published', now()
     from generate_series(0, $1 - 1) i join numbered h on h.n = i / 20
     returning id`,
    [count],
  )
  return rows.map(row => row.id)
}

/** Views in batches of 50 within the last hour. The n-th coupon is seen 1/n as often as the first (Zipf). */
export function makeBatches(coupons: readonly string[], events: number): Batch[] {
  const random = mulberry32(1)
  const pick = zipf(coupons, random)
  const now = Date.now()
  const event = (): ViewEvent => ({ kind: 'view', coupon: pick(), at: new Date(now - random() * hour).toISOString() })
  return Array.from({ length: Math.ceil(events / perBatch) }, () => ({
    id: randomUUID(),
    events: Array.from({ length: perBatch }, event),
  }))
}

/** The same batches under new ids: they count anew. */
export function renewed(batches: readonly Batch[]): Batch[] {
  return batches.map(batch => ({ ...batch, id: randomUUID() }))
}

/** How many events the batches hold. */
export function eventsIn(batches: readonly Batch[]): number {
  return batches.reduce((sum, batch) => sum + batch.events.length, 0)
}

/** Cuts a list into pieces of a length. */
export function inPieces<Item>(items: readonly Item[], length: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, n) => items.slice(n * length, (n + 1) * length))
}

function zipf(items: readonly string[], random: () => number): () => string {
  const ends: number[] = []
  for (const rank of items.keys()) ends.push((ends.at(-1) ?? 0) + 1 / (rank + 1))
  const total = ends.at(-1)!
  return () => {
    const at = random() * total
    let low = 0
    for (let high = ends.length - 1; low < high; ) {
      const middle = (low + high) >> 1
      if (ends[middle]! > at) high = middle
      else low = middle + 1
    }
    return items[low]!
  }
}

/** The generator mulberry32: the same numbers in every run. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
