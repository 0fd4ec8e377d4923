import { expect, it } from 'vitest'
import { dueRange, type Rhythm } from './due-report.ts'

it.each<[Rhythm, string, { from: string; to: string } | null]>([
  ['never', '2026-11-23', null],
  ['weekly', '2026-11-23', { from: '2026-11-16', to: '2026-11-22' }],
  ['weekly', '2026-11-29', { from: '2026-11-16', to: '2026-11-22' }],
  ['weekly', '2026-01-01', { from: '2025-12-22', to: '2025-12-28' }],
  ['monthly', '2026-03-31', { from: '2026-02-01', to: '2026-02-28' }],
  ['monthly', '2026-01-01', { from: '2025-12-01', to: '2025-12-31' }],
])('%s on %s', (rhythm, today, range) => {
  expect(dueRange(rhythm, today)).toEqual(range)
})
