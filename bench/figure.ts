/** One measured figure. `ratio` is value to peer, where there is a peer in the same run; `met` says whether the goal holds. */
export interface Figure {
  name: string
  value: number
  unit: string
  peer: number | null
  ratio: number | null
  goal: string
  met: boolean
}

/** Prints a figure as one JSON line. */
export function print(figure: Figure): void {
  console.log(JSON.stringify(figure))
}

/** A figure whose goal is to stay at or below `limit`. */
export function atMost(name: string, value: number, unit: string, limit: number): Figure {
  return { name, value: round(value), unit, peer: null, ratio: null, goal: `≤ ${limit} ${unit}`, met: value <= limit }
}

/** The middle of the values, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
