import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const top = resolve(import.meta.dirname, '../..')
const places = ['core/sync', 'renderer/kit', 'renderer/console', 'supabase/tests', 'e2e']
const isTest = (path: string) => /\.(test|spec|soak|contract)\.ts$/.test(path)

it('every rule of docs/sync.md is cited by a test, and every citation is of a rule', () => {
  const rules = [...readFileSync(join(top, 'docs/sync.md'), 'utf8').matchAll(/^- \*\*(S\d+)\*\*/gm)].map(([, rule]) => rule)
  const files = places.flatMap((place) => (readdirSync(join(top, place), { recursive: true }) as string[]).map((path) => join(top, place, path)))
  const cited = files.filter(isTest).flatMap((path) => readFileSync(path, 'utf8').match(/\bS\d+(?=[,:])/g) ?? [])
  expect(rules.length).toBeGreaterThan(20)
  expect(rules.filter((rule) => !cited.includes(rule ?? ''))).toEqual([])
  expect(cited.filter((rule) => !rules.includes(rule))).toEqual([])
})
