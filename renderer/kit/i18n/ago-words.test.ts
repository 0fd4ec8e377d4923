import { expect, it } from 'vitest'
import { agoWords } from './ago-words.ts'

const now = '2026-11-24T12:00:00Z'

it.each([
  ['2026-11-24T11:59:30Z', 'now'],
  ['2026-11-24T12:00:20Z', 'now'],
  ['2026-11-24T11:58:00Z', '2 minutes ago'],
  ['2026-11-24T09:30:00Z', '2 hours ago'],
  ['2026-11-23T11:00:00Z', 'yesterday'],
  ['2026-11-03T12:00:00Z', '3 weeks ago'],
])('says of %s: %s', (then, words) => {
  expect(agoWords(then, now, 'en')).toBe(words)
})
