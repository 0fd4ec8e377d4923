import { expect, it } from 'vitest'
import { fileName } from './save-file.ts'

it.each([
  ['Hôtel Łódź report 2026-10-01', 'Hôtel Łódź report 2026-10-01.pdf'],
  ['A/B: "C" <D>\u0000', 'A B C D.pdf'],
])('%j becomes %j', (words, name) => {
  expect(fileName(words)).toBe(name)
})
