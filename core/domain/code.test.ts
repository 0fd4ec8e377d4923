import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCharacter, codeAlphabet, codeDigest, codeFromRandom, formatCode, normaliseCode } from './code.ts'

const anyCode = fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 12, maxLength: 12 }).map(codeFromRandom)
const position = fc.integer({ min: 0, max: 12 })
const replaceAt = (code: string, at: number, char: string) => code.slice(0, at) + char + code.slice(at + 1)

describe('the check character', () => {
  it('agrees with a code worked out by hand', () => {
    expect(codeFromRandom(Array(12).fill(0))).toBe('0000000000000')
    // A lone 1 in the last place is x, so the check character is 2.
    expect(checkCharacter('000000000001')).toBe('2')
    // One place further left it is x², so 4.
    expect(checkCharacter('000000000010')).toBe('4')
    // Five places left of the check it is x⁵ = x² + 1 = 5.
    expect(checkCharacter('000000010000')).toBe('5')
  })

  it('accepts every code that was made', () => {
    fc.assert(fc.property(anyCode, (code) => normaliseCode(code) === code))
  })

  it('finds every single wrong character', () => {
    fc.assert(fc.property(anyCode, position, fc.integer({ min: 1, max: 31 }), (code, at, by) => {
      const wrong = codeAlphabet.charAt((codeAlphabet.indexOf(code.charAt(at)) + by) % 32)
      expect(normaliseCode(replaceAt(code, at, wrong))).toBeNull()
    }))
  })

  it('finds every swap of two different characters', () => {
    fc.assert(fc.property(anyCode, position, position, (code, a, b) => {
      fc.pre(code.charAt(a) !== code.charAt(b))
      const swapped = replaceAt(replaceAt(code, a, code.charAt(b)), b, code.charAt(a))
      expect(normaliseCode(swapped)).toBeNull()
    }))
  })
})

describe('normaliseCode', () => {
  const code = codeFromRandom([1, 0, 17, 31, 5, 9, 22, 1, 0, 13, 28, 7])

  it('reads what formatCode shows, in any case and spacing', () => {
    expect(formatCode(code)).toMatch(/^\w{4}-\w{4}-\w{5}$/)
    expect(normaliseCode(` ${formatCode(code).toLowerCase().replaceAll('-', ' - ')}\n`)).toBe(code)
  })

  it('reads the look-alikes O, I and L', () => {
    expect(code.slice(0, 2)).toBe('10')
    for (const written of ['IO', 'lo', 'LO', 'io']) expect(normaliseCode(written + code.slice(2))).toBe(code)
  })

  it.each(['', 'U', code.slice(1), `${code}0`, code.replace(/.$/, 'U'), '🎟️'.repeat(13), '١'.repeat(13)])('refuses %j', (text) => {
    expect(normaliseCode(text)).toBeNull()
  })
})

it('codeDigest is SHA-256 over the lower-case hotel id, a colon and the code', () => {
  const hotel = '6F1C2B3A-0000-4000-8000-00000000000A'
  const expected = createHash('sha256').update(`${hotel.toLowerCase()}:0000000000000`).digest('hex')
  expect(codeDigest(hotel, '0000000000000')).toBe(expected)
})
