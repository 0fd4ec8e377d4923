import { expect, it } from 'vitest'
import { discountWords } from './discount.ts'
import { formatMoney, toMajor, toMinor } from './money.ts'

it.each([
  [1999, 'EUR', 'en', '€19.99'],
  [2000, 'EUR', 'en', '€20'],
  [2050, 'EUR', 'en', '€20.50'],
  [500, 'JPY', 'en', '¥500'],
  [12500, 'KWD', 'en', 'KWD 12.500'],
])('formatMoney(%i, %s, %s) is %s', (minor, currency, locale, words) => {
  expect(formatMoney(minor, currency, locale).replace(/\u00a0/g, ' ')).toBe(words)
})

it.each([[1.005, 'KWD', 1005], [19.99, 'EUR', 1999], [0.29, 'EUR', 29], [1.15, 'EUR', 115], [500, 'JPY', 500]])(
  '%f %s is %i minor units and back',
  (amount, currency, minor) => {
    expect(toMinor(amount, currency)).toBe(minor)
    expect(toMajor(minor, currency)).toBe(amount)
  },
)

it('discountWords gives the kind and the worth', () => {
  expect(discountWords({ discount_kind: 'percent', discount_value: 20 }, 'EUR', 'en')).toEqual({ kind: 'percent', text: '20%' })
  expect(discountWords({ discount_kind: 'amount', discount_value: 1500 }, 'EUR', 'en')).toEqual({ kind: 'amount', text: '€15' })
  expect(discountWords({ discount_kind: 'gift', discount_value: 0 }, 'EUR', 'en')).toEqual({ kind: 'gift', text: '' })
})
