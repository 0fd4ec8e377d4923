import { expect, it } from 'vitest'
import type { Redemption } from '../../../../core/domain/rows.ts'
import { redemptionRows } from './redemption-csv.ts'
import { narrowed, noFilter } from './redemption-filter.ts'
import type { RedemptionLine } from './redemption-list.ts'

const line = (id: string, change: Partial<Redemption>, more: Partial<RedemptionLine> = {}): RedemptionLine => ({
  redemption: { id, coupon_id: 'spa', guest_name: 'Ana', redeemed_at: '2026-11-01T10:00:00Z', expires_at: '2026-12-01T00:00:00Z', used_at: null, device: null, ...change } as Redemption,
  status: 'redeemed', couponTitle: 'Spa', usedByName: null, ...more,
})
const lines = [
  line('1', {}),
  line('2', { guest_name: 'Bruno', used_at: '2026-11-09T21:30:00Z', device: 'Bar' }, { status: 'used', usedByName: 'Maeve' }),
  line('3', { coupon_id: 'tea', redeemed_at: '2026-11-08T10:00:00Z' }, { couponTitle: 'Tea' }),
]
const ids = (change: object) => narrowed(lines, { ...noFilter, ...change }).map(({ redemption }) => redemption.id)

it('narrows by status, coupon, time and words, and by all of them at once', () => {
  expect(ids({})).toEqual(['1', '2', '3'])
  expect(ids({ status: 'used' })).toEqual(['2'])
  expect(ids({ coupon: 'tea' })).toEqual(['3'])
  expect(ids({ since: Date.parse('2026-11-08T00:00:00Z') })).toEqual(['2', '3'])
  expect(ids({ search: 'maeve bar' })).toEqual(['2'])
  expect(ids({ search: 'spa', since: Date.parse('2026-11-08T00:00:00Z') })).toEqual(['2'])
})

it('writes instants on the hotel’s clock, and states in the reader’s words', () => {
  expect(redemptionRows(lines.slice(1, 2), 'Europe/Madrid', { heads: ['Guest'], status: (status) => `*${status}*` })).toEqual([['Guest'], ['Bruno', 'Spa', '*used*', '2026-11-01 11:00', '2026-12-01 01:00', '2026-11-09 22:30', 'Maeve', 'Bar']])
})
