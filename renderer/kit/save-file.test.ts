import { expect, it } from 'vitest'
import { fileName } from './save-file.ts'

it.each([
  ['Hôtel Łódź', 'Hôtel Łódź report 2026-10-01.pdf'],
  ['A/B: "C" <D>\u0000', 'A B C D report 2026-10-01.pdf'],
  ['x'.repeat(120), `${'x'.repeat(98)} report 2026-10-01.pdf`],
])('%j becomes %j', (subject, name) => {
  expect(fileName(subject, 'report 2026-10-01', 'pdf')).toBe(name)
  expect(name.length).toBeLessThanOrEqual(120)
})
