import { expect, it } from 'vitest'
import type { DailyFigures } from '../domain/rows.ts'
import { busyHours, change, dashboard, rangeBefore } from './dashboard.ts'
import { collectFigures, type ReportSource } from './figures.ts'
import { range as month, sampleSource } from './sample-source.ts'

const day = (coupon_id: string, day: string, views: number, redemptions = 0, uses = 0) => ({ id: `${coupon_id}:${day}`, coupon_id, hotel_id: 'h', day, views, redemptions, uses }) as DailyFigures
const coupons = [{ id: 'spa', title: 'Spa' }, { id: 'tea', title: 'Tea' }, { id: 'idle', title: 'Idle' }]
const range = { from: '2026-11-08', to: '2026-11-14' }

it('compares with the range of the same length before, over the change of a month', () => {
  expect(rangeBefore(range)).toEqual({ from: '2026-11-01', to: '2026-11-07' })
  expect(rangeBefore({ from: '2026-03-01', to: '2026-03-01' })).toEqual({ from: '2026-02-28', to: '2026-02-28' })
})

it('sums each range alone, by day and by coupon, and leaves out what it does not know', () => {
  const daily = [day('spa', '2026-11-08', 10, 3, 1), day('tea', '2026-11-14', 5, 4), day('spa', '2026-11-07', 7, 1, 1), day('spa', '2026-10-31', 99), day('gone', '2026-11-09', 99)]
  const found = dashboard({ coupons, daily }, range)
  expect([found.totals, found.totalsBefore]).toEqual([{ views: 15, redemptions: 7, uses: 1 }, { views: 7, redemptions: 1, uses: 1 }])
  expect(found.days).toHaveLength(7)
  expect(found.coupons.map(({ id }) => id)).toEqual(['tea', 'spa'])
})

it('counts uses by weekday and hour on the hotel’s clock, of this range alone', () => {
  // 23:30 UTC of Saturday is half past noon of Sunday in Auckland (UTC+13).
  const hours = busyHours(['2026-11-14T11:30:00Z', '2026-11-13T23:30:00Z', '2026-11-13T23:59:59Z'], { range, timeZone: 'Pacific/Auckland' })
  expect(hours[5]?.[12]).toBe(2)
  expect(hours.flat().reduce((sum, count) => sum + count, 0)).toBe(2)
})

it('has the totals of the report of the same range', () => {
  const report: ReportSource = sampleSource(8, 50)
  const found = dashboard(report, month)
  expect(found.totals).toEqual(collectFigures(report, month).totals)
  expect(found.totals.views).toBeGreaterThan(0)
})

it('says nothing of a change from nothing', () => {
  expect([change(0, 5), change(4, 6), change(4, 0)]).toEqual([null, 0.5, -1])
})
