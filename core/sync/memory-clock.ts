import type { Clock, Ids } from './ports.ts'

/** A clock for tests that stands still until it is told to go on. */
export interface MemoryClock extends Clock {
  /** Moves time on and runs what has come due, in order. */
  advance(ms: number): void
  /** Sets the time of day to another one, as a user or the network does; timers go on as they were. */
  jump(ms: number): void
  /** How many timers are pending. */
  readonly pending: number
}

/** Makes a clock that shows `start`, in epoch milliseconds. */
export function memoryClock(start = Date.parse('2026-06-01T08:00:00Z')): MemoryClock {
  let now = start
  let elapsed = 0
  let timers: { at: number; run: () => void }[] = []
  return {
    now: () => now,
    after: (ms, run) => {
      const timer = { at: elapsed + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance: (ms) => {
      now += ms
      elapsed += ms
      const due = timers.filter((timer) => timer.at <= elapsed).sort((a, b) => a.at - b.at)
      timers = timers.filter((timer) => timer.at > elapsed)
      due.forEach((timer) => timer.run())
    },
    jump: (ms) => {
      now += ms
    },
    get pending() {
      return timers.length
    },
  }
}

/** Chance from a seed (mulberry32): the same seed gives the same ids and numbers. */
export function seededIds(seed: number): Ids {
  let state = seed >>> 0
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const hex = (digits: number) => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('')
  return { random, uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}` }
}
