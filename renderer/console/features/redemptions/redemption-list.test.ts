import { expect, it } from 'vitest'
import type { Coupon, Member, Redemption } from '../../../../core/domain/rows.ts'
import { statusAt } from '../../app/redemption-status.ts'
import { redemptionLines } from './redemption-list.ts'

const now = Date.parse('2026-11-10T12:00:00Z')

it.each([
  ['redeemed', '2026-11-10T12:00:01Z', 'redeemed'],
  ['redeemed', '2026-11-10T12:00:00Z', 'expired'],
  ['used', '2026-11-01T00:00:00Z', 'used'],
  ['cancelled', '2026-11-01T00:00:00Z', 'cancelled'],
] as const)('%s until %s is %s', (status, expires_at, expected) => {
  expect(statusAt({ status, expires_at }, now)).toBe(expected)
})

it('names coupon and member, and bears it when one is gone', () => {
  const row = (id: string, used_by: string | null) => ({ id, coupon_id: 'c', used_by, status: 'used', expires_at: '' }) as Redemption
  const lines = redemptionLines([row('1', 'm'), row('2', 'left'), row('3', null)], {
    coupons: [{ id: 'c', title: 'Breakfast' }] as Coupon[],
    members: [{ user_id: 'm', display_name: 'Núria' }] as Member[],
    now,
  })
  expect(lines.map((line) => [line.couponTitle, line.usedByName])).toEqual([['Breakfast', 'Núria'], ['Breakfast', null], ['Breakfast', null]])
})
