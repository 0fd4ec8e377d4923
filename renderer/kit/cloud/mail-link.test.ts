import { expect, it } from 'vitest'
import { mailLinkIn } from './mail-link.ts'

it.each([
  ['#access_token=a.b.c&expires_in=3600&refresh_token=r&token_type=bearer&type=recovery&sb=', 'session'],
  ['#error=access_denied&error_code=otp_expired&error_description=Email+link+is+invalid+or+has+expired&sb=', 'void'],
  ['#/coupons/new', null],
  ['#/redemptions?error=1', null],
  ['', null],
])('%j is %s', (fragment, link) => {
  expect(mailLinkIn(fragment)).toBe(link)
})
