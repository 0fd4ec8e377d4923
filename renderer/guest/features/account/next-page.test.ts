import { expect, it } from 'vitest'
import { nextPage } from './next-page.ts'

it('goes back to a page of this app', () => {
  expect(nextPage({ next: '/coupon/1?x=2' })).toBe('/coupon/1?x=2')
})

it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'wallet', ['/a', '/b'], undefined])('does not follow %s', (next) => {
  expect(nextPage(next === undefined ? {} : { next })).toEqual({ name: 'find' })
})
