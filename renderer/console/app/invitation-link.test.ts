import { expect, it } from 'vitest'
import { tokenIn } from './invitation-link.ts'

const token = 'ab'.repeat(32)

it.each([
  [token, token],
  [`https://console.example.com/#/invitation/${token}`, token],
  [` hotel-coupons://open/invitation/${token}\n`, token],
  [token.slice(1), null],
  [`${token}00`, null],
  ['', null],
])('%j holds %s', (text, expected) => {
  expect(tokenIn(text)).toBe(expected)
})
