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

/** Milliseconds before asking again a server whose feed was not settled: transactions last milliseconds, rarely seconds. */
export function settleMs(attempts: number): number {
  return Math.min(4_000, 100 * 2 ** Math.max(0, attempts - 1))
}

/** One pending retry: each failure puts it off further; a success clears it. A feed that was not settled is asked again soon. */
export function retryTimer(clock: Clock, ids: Ids, run: () => void): { failed(): void; unsettled(): void; clear(): void } {
  let failures = 0
  let unsettled = 0
  let cancel: () => void = () => undefined
  const schedule = (ms: number): void => {
    cancel()
    cancel = clock.after(ms, run)
  }
  return {
    failed: () => schedule(backoffMs((failures += 1), ids.random())),
    unsettled: () => {
      failures = 0
      schedule(settleMs((unsettled += 1)))
    },
    clear: () => {
      cancel()
      failures = 0
      unsettled = 0
    },
  }
}
