import { expect, it } from 'vitest'
import { dueRange, onceEach, type Rhythm } from './due-report.ts'

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

it('sees to a month that begins where the week did, and to each once; what failed is tried again', async () => {
  const week = { from: '2026-06-01', to: '2026-06-07' }
  const month = { from: '2026-06-01', to: '2026-06-30' }
  const made: string[] = []
  let isFull = true
  const see = onceEach(async () => false, async ({ to }) => {
    if (isFull) throw new Error('no room')
    made.push(to)
  })
  await expect(see(week)).rejects.toThrow('no room')
  isFull = false
  for (const range of [week, week, month, week]) await see(range)
  expect(made).toEqual([week.to, month.to])
})
