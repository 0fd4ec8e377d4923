import type { Pool } from 'pg'

const hour = 3_600_000

/** Keeps the daily partitions of `realtime.messages` ahead of the clock. */
export interface Upkeep {
  /** Makes and drops partitions when the day has changed since the last time. */
  keep(): Promise<void>
  stop(): void
}

/**
 * Starts the upkeep and runs it once. It looks at the clock once an hour, because a timer of a day would not fire in
 * time on a computer that slept.
 */
export async function startUpkeep(db: Pool, log: (message: string) => void): Promise<Upkeep> {
  let doneFor = ''
  const keep = async () => {
    const today = new Date().toISOString().slice(0, 10)
    if (today === doneFor) return
    doneFor = today
    await maintain(db).catch((error: unknown) => {
      doneFor = ''
      log(`partitions of realtime.messages could not be kept up: ${String(error)}`)
    })
  }
  await keep()
  const timer = setInterval(() => void keep(), hour).unref()
  return { keep, stop: () => clearInterval(timer) }
}

/** With a short lock timeout: a new partition is never worth blocking everybody who sends. */
async function maintain(db: Pool): Promise<void> {
  const client = await db.connect()
  try {
    await client.query('begin')
    await client.query("set local lock_timeout = '2s'")
    await client.query('select realtime.maintain_partitions()')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
