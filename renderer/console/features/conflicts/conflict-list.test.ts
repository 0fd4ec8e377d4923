import { expect, it } from 'vitest'
import type { Coupon, Member, Redemption, Use } from '../../../../core/domain/rows.ts'
import { conflictsOf } from './conflict-list.ts'

const use = (id: string, status: Use['status'], happened_at: string, redemption_id = 'r') => ({ id, status, happened_at, redemption_id, used_by: 'ana' }) as Use
const known = { redemptions: [{ id: 'r', guest_name: 'Pat', coupon_id: 'c' } as Redemption], coupons: [{ id: 'c', title: 'Spa' } as Coupon], members: [{ user_id: 'ana', display_name: 'Ana' } as Member] }

it('stands each conflict beside the use that counts, the newest first, and leaves out the rest', () => {
  const uses = [use('1', 'counted', '2026-11-01T10:00:00Z'), use('2', 'conflict', '2026-11-01T11:00:00Z'), use('3', 'closed', '2026-11-02T11:00:00Z'), use('4', 'undone', '2026-11-03T11:00:00Z')]
  expect(conflictsOf(uses, known).map(({ use: { id }, guest, coupon, byName, counted }) => [id, guest, coupon, byName, counted?.use.id])).toEqual([
    ['3', 'Pat', 'Spa', 'Ana', '1'],
    ['2', 'Pat', 'Spa', 'Ana', '1'],
  ])
})

it('shows a conflict also where the first use was undone, or its redemption is not here', () => {
  expect(conflictsOf([use('2', 'conflict', '2026-11-01T11:00:00Z', 'gone')], known)).toMatchObject([{ guest: '', coupon: '', counted: null }])
})
