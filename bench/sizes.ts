import process from 'node:process'

const scale = Number(process.env['SCALE'] ?? 1)

/** A size of the data, taken down by the variable SCALE (1 is what the goals speak of) to try a benchmark quickly. */
export function sized(full: number, least = 1): number {
  return Math.max(least, Math.round(full * scale))
}
