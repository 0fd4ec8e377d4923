import { describe, expect, it } from 'vitest'
import { banMilliseconds, emailAddress } from './fields.ts'

describe('banMilliseconds', () => {
  it.each([['none', 0], ['24h', 86_400_000], ['1h30m', 5_400_000], ['1.5s', 1500], ['300ms', 300], ['876000h', 3_153_600_000_000]])('%s', (given, expected) => {
    expect(banMilliseconds(given)).toBe(expected)
  })

  it.each(['1d', '24', 'h', '1h later', '-1h', '1h-1m'])('refuses %s', (given) => {
    expect(() => banMilliseconds(given)).toThrow('invalid format')
  })
})

describe('emailAddress', () => {
  it.each(['A@b.com', 'first.last+tag@sub.example.org', 'ünïcode@example.com', "o'brien@localhost"])('takes %s', (given) => {
    expect(emailAddress(given)).toBe(given.toLowerCase())
  })

  it.each(['', 'a', '@b.com', 'a@', 'a@b@c.com', 'a b@c.com', '<a@b.com>', 'a@b..com', 'a@b.com\r\nBcc: c@d.com', 'a\u0000@b.com', `${'a'.repeat(256)}@b.com`])('refuses %j', (given) => {
    expect(() => emailAddress(given)).toThrow(expect.objectContaining({ code: 'validation_failed' }) as Error)
  })
})
