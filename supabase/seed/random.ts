import { createHash } from 'node:crypto'

/** A UUID that is always the same for the same name. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(`hotel-coupons demo:${name}`).digest('hex')
  // Marked as version 5 (from a name) and of the usual variant.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Random numbers that are always the same for the same name. */
export interface Dice {
  /** A number from 0 up to, but not including, 1. */
  next(): number
  /** A whole number within a range, both ends included. */
  between(low: number, high: number): number
  /** The list in another order. */
  shuffled<T>(list: readonly T[]): T[]
}

/** Dice thrown by mulberry32, seeded with a name. */
export function diceOf(name: string): Dice {
  let state = createHash('sha256').update(name).digest().readUInt32LE(0)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    shuffled: (list) => list.map((item) => ({ item, key: next() })).sort((a, b) => a.key - b.key).map(({ item }) => item),
  }
}
