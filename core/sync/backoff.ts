import type { Clock, Ids } from './ports.ts'

/** The first pause, doubled with every failure. */
const firstMs = 1_000
/** A desk that is back online should not wait longer than this, even when nothing told it so. */
const longestMs = 60_000

/** Milliseconds before the next attempt after so many failures in a row: half of the pause is chance, so that clients spread. */
export function backoffMs(failures: number, random: number): number {
  const pause = Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1))
  return Math.round(pause / 2 + (pause / 2) * random)
}

/** One pending retry: each failure puts it off further, a success clears it. */
export function retryTimer(clock: Clock, ids: Ids, run: () => void): { failed(): void; clear(): void } {
  let failures = 0
  let cancel: () => void = () => undefined
  return {
    failed: () => {
      cancel()
      failures += 1
      cancel = clock.after(backoffMs(failures, ids.random()), run)
    },
    clear: () => {
      cancel()
      failures = 0
    },
  }
}
