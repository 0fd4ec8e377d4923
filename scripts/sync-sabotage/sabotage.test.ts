import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { top } from '../run.mjs'
import { judge } from './commit.ts'
import { sabotages } from './sabotages.ts'

/** Rules that are broken elsewhere: what two windows do to each other has its control in e2e/browser/windows.spec.ts. */
const elsewhere = ['S27']

/** Those that the simulation sees at its first seeds; all of them are tried by `npm run test:soak`. */
const quick = ['none waits for the one before it', 'an outbox emptied with the rows', 'a lost line taken for a refusal', 'a use refused in the answer is dropped', 'accepted ones counted as waiting']

it('every rule of the sync has a sabotage, and every sabotage its place in the code', () => {
  const rules = [...readFileSync(resolve(top, 'docs/sync.md'), 'utf8').matchAll(/^- \*\*(S\d+)\*\*/gm)].map(([, rule]) => rule ?? '')
  const broken = new Set(sabotages.map(({ rule }) => rule))
  expect(rules.filter((rule) => !broken.has(rule))).toEqual(elsewhere)
  const placeless = sabotages.filter(({ file, from }) => readFileSync(resolve(top, file), 'utf8').split(from).length !== 2)
  expect(placeless.map(({ rule, name }) => `${rule} ${name}`)).toEqual([])
})

it.each(sabotages.filter(({ name }) => quick.includes(name)))('the simulation sees it: $name', { timeout: 60_000 }, async (sabotage) => {
  expect(await judge(sabotage)).toMatchObject({ isSeen: true })
})
