import { expect, test } from 'vitest'
import { routeInArguments, routeOf } from './deep-link.ts'

test.each([
  ['hotel-coupons://open/desk', '/desk'],
  ['hotel-coupons://open/coupons/5f0c?tab=preview', '/coupons/5f0c?tab=preview'],
  ['hotel-coupons://elsewhere/desk', null],
  ['https://open/desk', null],
  ['hotel-coupons://open/%3Cscript%3E', null],
  ['hotel-coupons://open/a\nb', '/ab'],
  [`hotel-coupons://open/${'x'.repeat(400)}`, null],
  ['not a link', null],
])('%j opens %j', (link, route) => expect(routeOf(link)).toBe(route))

test('the first deep link among the arguments counts', () => {
  expect(routeInArguments(['electron', '--flag', 'hotel-coupons://open/desk', 'hotel-coupons://open/reports'])).toBe('/desk')
  expect(routeInArguments(['electron', '.'])).toBeNull()
})
