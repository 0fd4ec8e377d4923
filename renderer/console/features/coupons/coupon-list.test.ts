import { describe, expect, it } from 'vitest'
import type { Coupon, DailyFigures } from '../../../../core/domain/rows.ts'
import { couponLines, couponState } from './coupon-list.ts'

const now = Date.parse('2026-11-10T12:00:00Z')
const span = { starts_at: '2026-11-01T00:00:00Z', ends_at: '2026-12-01T00:00:00Z' }

describe('couponState', () => {
  it.each([
    [{ status: 'published', ...span }, 'published'],
    [{ status: 'published', ...span, starts_at: '2026-11-11T00:00:00Z' }, 'scheduled'],
    [{ status: 'published', ...span, ends_at: '2026-11-10T12:00:00Z' }, 'ended'],
    [{ status: 'paused', ...span, ends_at: '2026-11-01T00:00:00Z' }, 'paused'],
    [{ status: 'draft', ...span }, 'draft'],
  ] as const)('%o is %s', (coupon, state) => {
    expect(couponState(coupon, now)).toBe(state)
  })
})

it('sums the days of each coupon and puts what is live first', () => {
  const coupon = (id: string, status: Coupon['status'], created_at: string) => ({ id, status, created_at, ...span }) as Coupon
  const day = (coupon_id: string, views: number) => ({ coupon_id, views, redemptions: 1, uses: 0 }) as DailyFigures
  const lines = couponLines(
    [coupon('draft', 'draft', '3'), coupon('old', 'published', '1'), coupon('new', 'published', '2')],
    [day('old', 3), day('old', 4), day('new', 1), day('gone', 9)],
    now,
  )
  expect(lines.map((line) => [line.coupon.id, line.views, line.redemptions])).toEqual([['new', 1, 1], ['old', 7, 2], ['draft', 0, 0]])
})
