import type { Turns } from '../../../core/sync/ports.ts'

/** A call ends within 15 s, whatever becomes of it. Who has waited longer than that waits for a window that hangs. */
const patience = 20_000

/*
 * Turns spare the windows of a browser the double work, and nothing else rests on them (S10, S19). So one may be taken from a
 * window that hangs, and it does no harm when that one wakes up in the middle of its work and goes on.
 */

/**
 * Turns between all windows of this browser, under a name. A window that is closed or killed gives its turn back, and from one that
 * keeps it for too long it is taken. Where a browser knows no locks each goes at once.
 */
export function windowTurns(name: string, patienceMs = patience): Turns {
  return {
    take: (work) => ('locks' in navigator ? inTurn(name, work, patienceMs) : work()),
  }
}

async function inTurn<R>(name: string, work: () => Promise<R>, patienceMs: number): Promise<R> {
  const impatience = new AbortController()
  const endWatch = watchHolder(name, patienceMs, () => impatience.abort())
  let working: Promise<R> | undefined
  const begin = (): Promise<R> => {
    endWatch()
    return (working = work())
  }
  try {
    return await navigator.locks.request(name, { signal: impatience.signal }, begin)
  } catch (error) {
    // Another has taken the turn meanwhile: the work goes on all the same.
    if (working) return await working
    if (!impatience.signal.aborted) throw error
  } finally {
    endWatch()
  }
  return navigator.locks.request(name, { steal: true }, begin).catch((error: unknown) => working ?? Promise.reject(error as Error))
}

/** Tells when one and the same window has had the turn at two looks, half of the patience apart. Returns the way to end it. */
function watchHolder(name: string, patienceMs: number, tooLong: () => void): () => void {
  let before: string | undefined
  const timer = setInterval(async () => {
    const { held } = await navigator.locks.query()
    const holder = held?.find((lock) => lock.name === name)?.clientId
    if (holder !== undefined && holder === before) tooLong()
    before = holder
  }, patienceMs / 2)
  return () => clearInterval(timer)
}
