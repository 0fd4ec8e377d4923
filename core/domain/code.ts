import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/**
 * Redemption codes: 12 characters of Crockford base 32 and a check character, as docs/database.md "Codes" defines them.
 * The check is a Horner run over GF(32): the run over a whole code ends in 0.
 */
export const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bodyLength = 12
const codePattern = /^[0-9A-HJKMNP-TV-Z]{13}$/

/** Multiplies by x in GF(32) modulo x⁵+x²+1 (37 in binary is 100101). */
const timesX = (a: number): number => ((a << 1) ^ (a & 16 ? 37 : 0)) & 31

const run = (text: string): number => [...text].reduce((acc, char) => timesX(acc) ^ codeAlphabet.indexOf(char), 0)

/** The check character of a 12-character body. */
export function checkCharacter(body: string): string {
  return codeAlphabet.charAt(timesX(run(body)))
}

/** A whole code from 12 numbers, of which the lowest 5 bits count. */
export function codeFromRandom(values: ArrayLike<number>): string {
  const body = Array.from({ length: bodyLength }, (_, i) => codeAlphabet.charAt((values[i] ?? 0) & 31)).join('')
  return body + checkCharacter(body)
}

/** The 13 characters of what was typed or scanned, or null where no valid code can be read from it. */
export function normaliseCode(text: string): string | null {
  const code = text.replace(/[\s-]/g, '').replace(/[a-z]/g, (letter) => letter.toUpperCase()).replace(/O/g, '0').replace(/[IL]/g, '1')
  return codePattern.test(code) && run(code) === 0 ? code : null
}

/** A normalised code in groups, as people read it: `XXXX-XXXX-XXXXX`. */
export function formatCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
}

/** What the hotel's replica knows of a code: hex of SHA-256 over `hotelId:code`, the code normalised. */
export function codeDigest(hotelId: string, code: string): string {
  const ascii = `${hotelId.toLowerCase()}:${code}`
  return bytesToHex(sha256(Uint8Array.from(ascii, (char) => char.charCodeAt(0))))
}
