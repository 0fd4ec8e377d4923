import { describe, expect, it } from 'vitest'
import type { AuthContext } from './context.ts'
import { readExchange } from './exchange.ts'
import { loopbackUrl, redirectTarget, withFragment, withQuery } from './redirects.ts'

const local = ['http://localhost:5174/a?b=c', 'https://127.0.0.1/', 'http://127.1.2.3:1/', 'http://[::1]:8080/', 'HTTP://LOCALHOST/']
const foreign = [
  'http://0.0.0.0/', 'http://10.0.0.1/', 'http://localhost.evil.example', 'ftp://localhost/', 'http://a@localhost/',
  'localhost', '', 'http://[::2]/', 'javascript:alert(1)', '//localhost/',
]

describe('loopbackUrl', () => {
  it.each(local)('takes %s', (given) => expect(loopbackUrl(given)).toBe(new URL(given).href))
  it.each(foreign)('refuses %s', (given) => expect(loopbackUrl(given)).toBeUndefined())
})

describe('redirectTarget', () => {
  const auth = { siteUrl: 'http://127.0.0.1:5174', redirectUrls: ['hotel-coupons://auth'] } as AuthContext
  const target = (asked: string) =>
    redirectTarget(auth, readExchange({ headers: {}, socket: {} } as never, `/recover?redirect_to=${encodeURIComponent(asked)}`))

  it('takes a listed address to the letter', () => {
    expect(target('hotel-coupons://auth')).toBe('hotel-coupons://auth')
    expect(target('hotel-coupons://auth#x')).toBe('hotel-coupons://auth')
    expect(target('hotel-coupons://auth/../evil')).toBe(auth.siteUrl)
    expect(target('hotel-coupons://evil')).toBe(auth.siteUrl)
  })

  it('falls back on the site', () => {
    for (const asked of foreign) expect(target(asked)).toBe(auth.siteUrl)
  })
})

it('adds to an address of the desktop’s own scheme as to a page', () => {
  expect(withFragment('hotel-coupons://auth', { type: 'recovery' })).toBe('hotel-coupons://auth#type=recovery&sb=')
  expect(withQuery('http://localhost/a?b=c', { code: 'd' })).toBe('http://localhost/a?b=c&code=d')
})
