import type { Pool, PoolClient } from 'pg'
import type { Claims } from '../service.ts'
import { fromDatabase } from './errors.ts'

/** On whose behalf a transaction runs, and what the API is doing in it (policies can read it as `storage.operation()`). */
export interface Scope {
  claims: Claims
  operation: string
}

const admin: Claims = { role: 'service_role' }

const scopeSql = `select
  set_config('role', $1, true),
  set_config('request.jwt.claims', $2, true),
  set_config('storage.operation', $3, true),
  set_config('storage.allow_delete_query', 'true', true)`

/** Transactions on `storage.*` under row level security, with errors in Storage's words. */
export interface Sessions {
  /** Runs `work` with the caller's rights. */
  asCaller<T>(scope: Scope, work: (db: PoolClient) => Promise<T>): Promise<T>
  /** Runs `work` past the policies, for what the API itself decides. */
  asAdmin<T>(operation: string, work: (db: PoolClient) => Promise<T>): Promise<T>
  /** Asks the policies: runs `work` with the caller's rights and takes it back. */
  rehearse<T>(scope: Scope, work: (db: PoolClient) => Promise<T>): Promise<T>
}

/** Sets whose rights hold in a running transaction from here on. */
export async function enter(db: PoolClient, { claims, operation }: Scope): Promise<void> {
  await db.query(scopeSql, [claims.role, JSON.stringify(claims), operation])
}

/** Sets the API's own rights in a running transaction from here on. */
export async function enterAsAdmin(db: PoolClient, operation: string): Promise<void> {
  await enter(db, { claims: admin, operation })
}

export function createSessions(pool: Pool): Sessions {
  async function transaction<T>(scope: Scope, end: 'commit' | 'rollback', work: (db: PoolClient) => Promise<T>): Promise<T> {
    const db = await pool.connect()
    let broken: Error | undefined
    try {
      await db.query('begin')
      await enter(db, scope)
      const result = await work(db)
      await db.query(end)
      return result
    } catch (error) {
      await db.query('rollback').catch((cause: Error) => {
        broken = cause
      })
      throw fromDatabase(error)
    } finally {
      // A connection that cannot even roll back must not go back to the pool.
      db.release(broken)
    }
  }
  return {
    asCaller: (scope, work) => transaction(scope, 'commit', work),
    asAdmin: (operation, work) => transaction({ claims: admin, operation }, 'commit', work),
    rehearse: (scope, work) => transaction(scope, 'rollback', work),
  }
}
