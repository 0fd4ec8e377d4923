import { Pool, type PoolConfig } from 'pg'
import type { Stack } from '../stack/stack.ts'
import { startTestStack } from '../stack/test-stack.ts'

/** A durable database of its own for one benchmark. */
export interface Database {
  stack: Stack
  /** As `postgres`, who owns the tables. */
  db: Pool
  /** As the superuser, for what a hosted project does not let its owner do: reading files, switching triggers off. */
  admin: Pool
}

/** Starts a stack with an empty database, where a commit waits for the disk, and removes all of it afterwards. */
export async function withDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const stack = await startTestStack({ durable: true })
  const db = openPool({ connectionString: stack.dbUrl, max: 4 })
  const admin = openPool({ connectionString: stack.adminUrl, max: 2 })
  try {
    await work({ stack, db, admin })
  } finally {
    await Promise.all([db.end(), admin.end()])
    await stack.stop()
  }
}

/** A pool that survives the loss of an idle connection: its next query tells. */
export function openPool(config: PoolConfig): Pool {
  const pool = new Pool(config)
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
  return pool
}
