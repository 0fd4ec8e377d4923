import type { Clock, Ids } from '../../../core/sync/ports.ts'

/** The machine's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** The machine's chance. */
export const systemIds: Ids = { uuid: () => crypto.randomUUID(), random: () => Math.random() }
