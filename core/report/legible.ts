import type { ReportModel } from './model.ts'

/** Stands where a character cannot be shown; every font of the report has it. */
const replacement = '\uFFFD'
/** The scripts whose letters stand one after the other. Others must be shaped, which the drawing does not do. */
const plain =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Common}\p{Script=Inherited}]$/u
/** Marks without a shape of their own: joiners, variation selectors, soft hyphens. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu

/** No text that a hotel may write is longer. */
const longest = 2000

/** A model that can be drawn, and each character that it had to replace, in the order of their appearance. */
export interface Legible {
  model: ReportModel
  unshown: string[]
}

/**
 * Makes every text of a report drawable: what the font lacks is replaced by a mark, never drawn as something else. `has` says
 * whether the font holds a code point.
 */
export function legible(model: ReportModel, has: (codePoint: number) => boolean): Legible {
  const unshown = new Set<string>()

  const known = new Set<string>()
  const isKnown = (value: string) => {
    for (const char of value) if (!known.has(char)) return false
    return true
  }

  function letter(char: string): string {
    if (plain.test(char) && has(char.codePointAt(0) ?? 0)) {
      // Marks that combine with a letter before them have to be looked at together with it.
      if (!/\p{M}/u.test(char)) known.add(char)
      return char
    }
    unshown.add(char)
    return replacement
  }

  function text(value: string): string {
    // Most texts of a long ledger hold nothing new, and are not copied.
    if (value.length <= longest && isKnown(value)) return value
    // Cut before it is looked at: a text of a megabyte is nobody's title.
    const cut = value.length > longest ? `${value.slice(0, longest)}…` : value
    return [...cut.normalize('NFC').replace(invisible, '').replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')].map(letter).join('')
  }

  function each<T>(value: T): T {
    if (typeof value === 'string') return text(value) as T
    // A row of a long ledger mostly stays as it is, and then is not copied either.
    if (Array.isArray(value)) return (value.every((inner) => typeof inner === 'string' && text(inner) === inner) ? value : value.map(each)) as T
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, each(inner)])) as T
  }

  return { model: each(model), unshown: [...unshown] }
}

/** Nobody reads more of them. */
const mostNamed = 60

/** Characters by their numbers, for a text that cannot show them: `U+6771 U+4EAC`. */
export function codePoints(chars: readonly string[]): string {
  const named = chars.slice(0, mostNamed).map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
  return [...named, ...(chars.length > mostNamed ? ['…'] : [])].join(' ')
}
