import { describe, expect, it } from 'vitest'
import type { Findings } from './examine.ts'
import { simulate } from './simulate.ts'

const tick = () => new Promise<void>((resolve) => setImmediate(resolve))
const calm: Findings = { lost: [], doubled: [], missed: [], disordered: [], untrue: [] }
const seeds = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

/** A loaded machine takes its time; nothing here depends on it. */
const patience = { timeout: 60_000 }

describe('desks in trouble', () => {
  it.each(seeds(120))('S2, S5, S9, S10, S11, S18, S26: lose nothing, do nothing twice, miss nothing (seed %i)', patience, async (seed) => {
    expect(await simulate(seed, tick)).toEqual(calm)
  })

  it.each<[string, Parameters<typeof simulate>[2], keyof Findings]>([
    ['a server that forgets commands does them twice', { forgets: true }, 'doubled'],
    ['a store that says “kept” too early loses some', { flaw: 'hasty' }, 'lost'],
    ['a store that is emptied and has no journal loses some', { flaw: 'unguarded' }, 'lost'],
    ['a store that keeps the cursor without its rows misses some', { flaw: 'torn' }, 'missed'],
  ])('control: %s', patience, async (_, controls, finding) => {
    const found = await firstOf(seeds(60), async (seed) => (await simulate(seed, tick, controls))[finding].length > 0)
    expect(found, 'a seed that shows it').not.toBeNull()
  })
})

async function firstOf(candidates: number[], shows: (seed: number) => Promise<boolean>): Promise<number | null> {
  for (const seed of candidates) if (await shows(seed)) return seed
  return null
}
