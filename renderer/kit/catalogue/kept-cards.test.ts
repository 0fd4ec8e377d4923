// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import type { CouponCard } from '../../../core/domain/rows.ts'
import { forgetKeptCards, keptCards } from './kept-cards.ts'

const cards = (...ids: string[]) => ids.map((id) => ({ id }) as CouponCard)
const ids = () => keptCards().read().map(({ id }) => id)
beforeEach(() => localStorage.clear())

it('has what was seen last first, each once, and not without end', () => {
  keptCards().keep(cards('a', 'b'))
  keptCards().keep(cards('c', 'a'))
  expect(ids()).toEqual(['c', 'a', 'b'])
  keptCards().keep(cards(...Array.from({ length: 70 }, (_, n) => `n${n}`)))
  expect(ids()).toHaveLength(60)
})

it('is empty once forgotten, where it can’t be read, and where nothing can be kept', () => {
  keptCards().keep(cards('a'))
  forgetKeptCards()
  expect(ids()).toEqual([])
  localStorage.setItem('hotel-coupons-seen', '{broken')
  expect(ids()).toEqual([])
  const none = keptCards(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  none.keep(cards('a'))
  expect(none.read()).toEqual([])
})
