import { expect, it } from 'vitest'
import { copyOf, judge, mostSeeds, simulateIn, testIn } from './commit.ts'
import { sabotages } from './sabotages.ts'

/* Breaks the sync rule by rule, and expects that the simulation or the tests of the rule turn red each time. */

it('control: without any sabotage the simulation and the tests of the rules are green', { timeout: 600_000 }, async () => {
  const copy = copyOf(null, ['core', 'renderer/kit'])!
  expect(await simulateIn(copy.at, mostSeeds)).toBeNull()
  const cited = new Map(sabotages.filter(({ by }) => by !== 'simulation').map(({ rule, by }) => [`${rule} ${by}`, { rule, by }]))
  for (const [words, { rule, by }] of cited) expect(await testIn(copy.at, by, rule), words).toBe(true)
  copy.remove()
})

it.each(sabotages)('$rule: $name', { timeout: 300_000 }, async (sabotage) => {
  const { isSeen, words } = await judge(sabotage)
  console.log(`    ${isSeen ? '✓' : '✗'} ${sabotage.rule.padEnd(3)} ${sabotage.name.padEnd(52)} ${words}`)
  expect(isSeen, words).toBe(true)
})
