import type { Turns } from './ports.ts'

/** Turns in memory, for tests: those who wait come one after another. */
export interface MemoryTurns extends Turns {
  /** Everybody who had the turn or waited for it is gone. */
  release(): void
}

/** Makes them. */
export function memoryTurns(): MemoryTurns {
  let queue: Promise<unknown> = Promise.resolve()
  return {
    take: (work) => {
      const done = queue.then(work)
      queue = done.catch(() => undefined)
      return done
    },
    release: () => {
      queue = Promise.resolve()
    },
  }
}
