/** One measured figure. `ratio` is value to peer, where there is a peer in the same run; `met` says whether the goal holds. */
export interface Figure {
  name: string
  value: number
  unit: string
  peer: number | null
  ratio: number | null
  goal: string
  met: boolean
  /** What explains the value, such as a query's plan. */
  detail?: string[]
}

/** Prints a figure as one JSON line. */
export function print(figure: Figure): void {
  console.log(JSON.stringify(figure))
}

/** A figure whose goal is to stay at or below `limit`. */
export function atMost(name: string, value: number, unit: string, limit: number): Figure {
  return { name, value: round(value), unit, peer: null, ratio: null, goal: `≤ ${limit} ${unit}`, met: value <= limit }
}

/** A figure whose goal is to reach `limit`. */
export function atLeast(name: string, value: number, unit: string, limit: number): Figure {
  return { name, value: round(value), unit, peer: null, ratio: null, goal: `≥ ${limit} ${unit}`, met: value >= limit }
}

/** A figure whose goal is to be exactly `expected`. */
export function exactly(name: string, value: number, unit: string, expected: number): Figure {
  return { name, value, unit, peer: null, ratio: null, goal: `= ${expected} ${unit}`, met: value === expected }
}

/** A figure whose goal is to be at least `factor` times its peer's. */
export function atLeastTimes(name: string, value: number, unit: string, peer: number, factor: number): Figure {
  return { ...beside(name, value, unit, peer), goal: `≥ ${factor} × peer`, met: value >= factor * peer }
}

/** A figure whose goal is to be at most `factor` times its peer's. */
export function atMostTimes(name: string, value: number, unit: string, peer: number, factor: number): Figure {
  return { ...beside(name, value, unit, peer), goal: `≤ ${factor} × peer`, met: value <= factor * peer }
}

/** The middle of the values, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** The value that a share (0..1) of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}

function beside(name: string, value: number, unit: string, peer: number): Omit<Figure, 'goal' | 'met'> {
  return { name, value: round(value), unit, peer: round(peer), ratio: round(value / peer) }
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
