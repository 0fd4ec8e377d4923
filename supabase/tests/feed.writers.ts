import { randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import { users } from './crowd.ts'
import { publish } from './scene.ts'
import type { Person, World } from './world.ts'

/** Something that pulls all the while. */
export interface Reader {
  pull(): Promise<void>
}

/** Sixteen writers whose transactions of five rows overlap in every way, while readers pull: the ids that were written. */
export async function writeSlowly(world: World, owner: Person, hotel: string, rounds: number, readers: Reader[]): Promise<Set<string>> {
  const perRound = 5
  const pool = new Pool({ connectionString: world.stack.dbUrl, max: 16 })
  const written = new Set<string>()
  const coupon = await publish(owner, hotel)
  const guests = await users(world, 16 * rounds * perRound)
  const writers = { busy: true }
  const reading = readers.map(async (reader) => {
    while (writers.busy) await reader.pull()
    await reader.pull()
  })
  await Promise.all(Array.from({ length: 16 }, async (_, writer) => {
    const db = await pool.connect()
    for (let round = 0; round < rounds; round++) {
      await db.query('begin')
      for (let i = 0; i < perRound; i++) {
        const id = randomUUID()
        written.add(id)
        await db.query(
          `insert into public.redemptions (id, coupon_id, hotel_id, guest_id, expires_at, code_digest)
           values ($1, $2, $3, $4, now() + interval '1 day', private.code_digest($3, $5))`,
          [id, coupon, hotel, guests[(writer * rounds + round) * perRound + i], id],
        )
        // What makes a writer slow: the next row comes a little later, in the same transaction.
        await db.query('select pg_sleep($1)', [0.001 * ((writer + i) % 7)])
      }
      await db.query('commit')
    }
    db.release()
  }))
  writers.busy = false
  await Promise.all(reading)
  await pool.end()
  return written
}

/** The control: a reader that asks for what has a later `updated_at` than the last row it saw. */
export function readerByTime(world: World): Reader & { seen: Set<string> } {
  const seen = new Set<string>()
  let since = '-infinity'
  return {
    seen,
    async pull() {
      const { rows } = await world.sql.query<{ id: string; at: string }>(
        'select id, updated_at::text as at from public.redemptions where updated_at > $1 order by updated_at', [since])
      for (const { id, at } of rows) [, since] = [seen.add(id), at]
    },
  }
}
