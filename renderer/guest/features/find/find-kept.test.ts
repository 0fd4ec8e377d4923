import { expect, it } from 'vitest'
import type { CouponCard } from '../../../../core/domain/rows.ts'
import { findKept, isOpen } from './find-kept.ts'
import { fromAddress } from './find-query.ts'

const now = '2026-11-20T12:00:00Z'
const card = (id: string, more: object = {}) => ({
  id, title: id, description: '', discount_kind: 'gift', discount_value: null, starts_at: '2026-11-01T00:00:00Z', ends_at: '2026-12-01T00:00:00Z', left: 5, hotel: { name: 'Hotel Sol', city: 'Málaga' }, ...more,
}) as unknown as CouponCard
const found = (cards: CouponCard[], address: Record<string, string>) => findKept(cards, fromAddress(address), now).map(({ id }) => id)

it('finds all words anywhere, accents aside, and leaves out what has ended', () => {
  const cards = [card('Breakfast'), card('Spa', { description: 'With a late breakfast' }), card('Old breakfast', { ends_at: now })]
  expect(found(cards, { q: 'BREAK  malaga' })).toEqual(['Breakfast', 'Spa'])
  expect(found(cards, { q: 'spa breakfast' })).toEqual(['Spa'])
  expect(found(cards, {})).toEqual(['Breakfast', 'Spa'])
})

it('obeys every filter', () => {
  const half = card('half', { discount_kind: 'percent', discount_value: 50, ends_at: '2026-11-21T00:00:00Z' })
  const fifth = card('fifth', { discount_kind: 'percent', discount_value: 20, left: 0, hotel: { name: 'Hotel Mar', city: 'Cádiz' } })
  const cards = [half, fifth, card('gift')]
  expect(found(cards, { kind: 'gift' })).toEqual(['gift'])
  expect(found(cards, { city: 'Cádiz' })).toEqual(['fifth'])
  expect(found(cards, { percent: '25' })).toEqual(['half'])
  expect(found(cards, { ends: '1' })).toEqual(['half'])
  expect(found(cards, { available: '1' })).toEqual(['half', 'gift'])
  expect([half, fifth].map((one) => isOpen(one, now))).toEqual([true, false])
})
