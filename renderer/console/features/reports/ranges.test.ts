import { expect, it } from 'vitest'
import { rangeOf, type Preset } from './ranges.ts'

it.each<[Preset, string, string, string]>([
  ['today', '2026-03-01', '2026-03-01', '2026-03-01'],
  ['yesterday', '2026-03-01', '2026-02-28', '2026-02-28'],
  ['week', '2026-03-01', '2026-02-23', '2026-03-01'],
  ['month', '2026-03-30', '2026-03-01', '2026-03-30'],
  ['thisMonth', '2026-03-15', '2026-03-01', '2026-03-15'],
  ['lastMonth', '2026-01-15', '2025-12-01', '2025-12-31'],
])('%s of %s is %s to %s', (preset, today, from, to) => {
  expect(rangeOf(preset, today)).toEqual({ from, to })
})
