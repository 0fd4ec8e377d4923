import { normaliseCode } from './code.ts'

/** A code as people write it, among other words: 4 + 4 + 5 characters, in groups or not, with nothing glued to either end. */
const written = /(?<![0-9a-z])[0-9a-z]{4}[\s-]{0,3}[0-9a-z]{4}[\s-]{0,3}[0-9a-z]{5}(?![0-9a-z])/gi
/** What some scanners put before what they read: the symbology's identifier of ISO/IEC 15424. */
const symbology = /^\][A-Za-z]\d/

/**
 * The code in what was pasted or scanned, normalised, or null: the text itself, or the first code in it where it is more, such as
 * a link or a sentence. Among other words a code has a digit; the check character alone lets one word of 32 through.
 */
export function codeIn(text: string): string | null {
  const plain = text.trim().replace(symbology, '')
  const whole = normaliseCode(plain)
  if (whole !== null) return whole
  for (const [found] of plain.slice(0, 2_000).matchAll(written)) {
    const code = /\d/.test(found) ? normaliseCode(found) : null
    if (code !== null) return code
  }
  return null
}
