import { randomUUID } from 'node:crypto'
import { Pool, type PoolClient } from 'pg'
import type { Json, World } from './world.ts'

/** Many users at once, each call on a database connection of its own, with the rights and the identity the API would give. */
export interface Crowd {
  /** Calls a function as a user, in a transaction of its own. */
  call(user: string, name: string, args: Record<string, unknown>): Promise<Json>
  /** The same in a transaction that stays open until `end`. */
  hold(user: string, name: string, args: Record<string, unknown>): Promise<{ answer: Json; end(how: 'commit' | 'rollback'): Promise<void> }>
  stop(): Promise<void>
}

/** A crowd of at most so many at the same time. */
export function crowdOf(world: World, connections = 64): Crowd {
  const pool = new Pool({ connectionString: world.stack.dbUrl, max: connections })
  pool.on('error', () => undefined)
  // One that is closed just when the server stops may hear of it; nobody waits for it any more.
  pool.on('connect', (client) => void client.on('error', () => undefined))

  async function begin(user: string, name: string, args: Record<string, unknown>): Promise<{ db: PoolClient; answer: Json }> {
    const db = await pool.connect()
    try {
      await db.query('begin')
      await db.query(`select set_config('request.jwt.claims', $1, true), set_config('role', 'authenticated', true)`, [
        JSON.stringify({ sub: user, role: 'authenticated' }),
      ])
      const names = Object.keys(args)
      const list = names.map((arg, i) => `${arg} => $${i + 1}`).join(', ')
      const { rows } = await db.query<{ answer: Json }>(`select public.${name}(${list}) as answer`, names.map((arg) => args[arg]))
      return { db, answer: rows[0]?.answer }
    } catch (error) {
      await finish(db, 'rollback').catch(() => undefined)
      throw error
    }
  }

  /** Ends the transaction. A connection that broke is not used again. */
  const finish = (db: PoolClient, how: 'commit' | 'rollback'): Promise<void> =>
    db.query(how).then(() => db.release(), (error: Error) => {
      db.release(error)
      throw error
    })

  return {
    async call(user, name, args) {
      const { db, answer } = await begin(user, name, args)
      await finish(db, 'commit')
      return answer
    },
    async hold(user, name, args) {
      const { db, answer } = await begin(user, name, args)
      return { answer, end: (how) => finish(db, how) }
    },
    stop: () => pool.end(),
  }
}

/** Makes so many users who never sign in, and gives their ids. */
export async function users(world: World, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  await world.sql.query(`insert into auth.users (id, email) select id, id || '@example.com' from unnest($1::uuid[]) id`, [ids])
  return ids
}

/** How many answers there were of each kind. */
export function tally(answers: Json[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of answers) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}
