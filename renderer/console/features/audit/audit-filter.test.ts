import { expect, it } from 'vitest'
import { filtersOf, noFilter } from './audit-filter.ts'

const today = '2026-03-01'
const asked = (filter: Partial<typeof noFilter>, redemption: string | null = null) => filtersOf({ ...noFilter, ...filter }, today, redemption)

it('asks for everything where nothing is chosen, and for words without the blanks around them', () => {
  expect([asked({}), asked({ words: '  ' }), asked({ words: ' roof bar ' })]).toEqual([{}, {}, { words: 'roof bar' }])
})

it('counts the days of a period back from the hotel’s today, which is one of them', () => {
  expect(asked({ period: 'today' })).toEqual({ from_day: today, to_day: today })
  expect(asked({ period: 'yesterday' })).toEqual({ from_day: '2026-02-28', to_day: '2026-02-28' })
  expect(asked({ period: 'last7' })).toEqual({ from_day: '2026-02-23', to_day: today })
  expect(asked({ period: 'days', from: '2026-01-05' })).toEqual({ from_day: '2026-01-05' })
  expect(asked({ period: 'any', from: '2026-01-05', to: '2026-01-06' })).toEqual({})
})

it('puts a redemption in place of the code that it was found by', () => {
  expect(asked({ words: '7K2M-4PQR-S8TVX', group: 'reports', member: 'm', coupon: 'c' }, 'r')).toEqual({ redemption: 'r', actions: ['report-saved'], member: 'm', coupon: 'c' })
})
