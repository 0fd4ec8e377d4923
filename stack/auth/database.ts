import type { Pool, PoolClient } from 'pg'

/** A transaction of the service, as the role that owns the tables of schema auth. */
export type Transaction = PoolClient

/**
 * Runs `work` in one transaction, committed unless it throws.
 * Role and search path are hosted Supabase's, so that a trigger on auth.users that would fail there fails here, too.
 */
export async function inTransaction<T>(db: Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const tx = await db.connect()
  try {
    await tx.query('begin; set local role supabase_auth_admin; set local search_path = auth')
    const result = await work(tx)
    await tx.query('commit')
    tx.release()
    return result
  } catch (error) {
    await tx.query('rollback').then(
      () => tx.release(),
      (lost: Error) => tx.release(lost),
    )
    throw error
  }
}
