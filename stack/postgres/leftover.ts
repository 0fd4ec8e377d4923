import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from '../process/alive.ts'
import { alreadyRunning } from './server.ts'

const WAIT_MS = 8_000

/**
 * After a stack was killed its guard needs a moment to end PostgreSQL. Waits for that, and leaves a stale
 * `postmaster.pid` to PostgreSQL itself, which knows best whether it may be ignored.
 */
export async function waitForPrevious(clusterDir: string): Promise<void> {
  const file = join(clusterDir, 'postmaster.pid')
  const deadline = Date.now() + WAIT_MS
  while (existsSync(file) && isAlive(Number(readFileSync(file, 'utf8').split('\n')[0]))) {
    if (Date.now() > deadline) throw alreadyRunning(clusterDir)
    await sleep(50)
  }
}
