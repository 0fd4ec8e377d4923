import { describe, expect, it } from 'vitest'
import type { RedemptionStatus, WalletRedemption } from '../../../../core/domain/rows.ts'
import { onShelf, shelfOf } from './wallet-shelves.ts'

const now = '2026-11-24T12:00:00Z'
const redemption = (id: string, status: RedemptionStatus, expires_at: string, used_at: string | null = null) => ({ id, status, expires_at, used_at }) as WalletRedemption

describe('shelfOf', () => {
  it('expires exactly at the exclusive end, swept or not', () => {
    expect(shelfOf({ status: 'redeemed', expires_at: '2026-11-24T12:00:01Z' }, now)).toBe('active')
    expect(shelfOf({ status: 'redeemed', expires_at: now }, now)).toBe('expired')
    expect(shelfOf({ status: 'expired', expires_at: '2027-01-01T00:00:00Z' }, now)).toBe('expired')
  })

  it('keeps a used one under used, however old, and a cancelled one away from the active', () => {
    expect(shelfOf({ status: 'used', expires_at: '2020-01-01T00:00:00Z' }, now)).toBe('used')
    expect(shelfOf({ status: 'cancelled', expires_at: '2027-01-01T00:00:00Z' }, now)).toBe('expired')
  })
})

describe('onShelf', () => {
  it('shows first what ends first, and last things first', () => {
    const all = [
      redemption('late', 'redeemed', '2026-12-24T00:00:00Z'),
      redemption('soon', 'redeemed', '2026-11-25T00:00:00Z'),
      redemption('used-first', 'used', '2026-12-01T00:00:00Z', '2026-11-01T00:00:00Z'),
      redemption('used-last', 'used', '2026-12-01T00:00:00Z', '2026-11-20T00:00:00Z'),
    ]
    expect(onShelf(all, 'active', now).map(({ id }) => id)).toEqual(['soon', 'late'])
    expect(onShelf(all, 'used', now).map(({ id }) => id)).toEqual(['used-last', 'used-first'])
  })
})
