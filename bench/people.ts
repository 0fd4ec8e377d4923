import { randomUUID } from 'node:crypto'
import type { Pool, QueryResult } from 'pg'

/** Makes so many users with their profiles, by SQL alone, and gives their ids. */
export async function makeUsers(db: Pool, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  await db.query(`insert into auth.users (id, email) select id, id || '@example.com' from unnest($1::uuid[]) id`, [ids])
  return ids
}

/** Calls a function of the API in one round trip, as the user whom the API would name to the database, and gives its answer. */
export async function callAs<Answer>(db: Pool, user: string, name: string, args: Record<string, unknown>): Promise<Answer> {
  const names = Object.keys(args)
  const list = names.map((arg, n) => `${arg} => $${n + 2}`).join(', ')
  const { rows }: QueryResult<{ answer: Answer }> = await db.query({
    name,
    // Only "case" promises that the user is set before the function runs.
    text: `select case when set_config('request.jwt.claims', $1, false) <> '' then public.${name}(${list}) end as answer`,
    values: [JSON.stringify({ sub: user, role: 'authenticated' }), ...names.map(arg => args[arg])],
  })
  return rows[0]!.answer
}

/** Makes a hotel through its owner. */
export async function makeHotel(db: Pool, owner: string): Promise<string> {
  const hotel = { name: 'Grand Hotel', city: 'Dublin', country: 'IE', time_zone: 'Europe/Dublin', currency: 'EUR' }
  const made = await callAs<{ hotel_id: string }>(db, owner, 'create_hotel', { command_id: randomUUID(), hotel })
  return made.hotel_id
}

/** Makes a draft through its owner, which can be published at once. */
export async function makeDraft(db: Pool, owner: string, hotel: string, more: Record<string, unknown> = {}): Promise<string> {
  const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  const coupon = {
    id: randomUUID(), hotel_id: hotel, title: 'Afternoon tea for two', discount_kind: 'percent', discount_value: 20,
    starts_on: day(-2), ends_on: day(30), image_path: `${hotel}/tea.png`, ...more,
  }
  await callAs(db, owner, 'save_coupon', { command_id: randomUUID(), coupon })
  return coupon.id
}

/** Publishes a coupon through its owner. */
export async function publish(db: Pool, owner: string, coupon: string): Promise<void> {
  const { kind } = await callAs<{ kind: string }>(db, owner, 'publish_coupon', { command_id: randomUUID(), coupon })
  if (kind !== 'published') throw new Error(`the coupon was not published: ${kind}`)
}
