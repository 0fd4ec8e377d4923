/** What tests ask of an app's texts. Keys are written with points: `find.empty.title`. */

/** Every text by its key. */
export function textsOf(messages: object, above = ''): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) => (typeof value === 'string' ? [[above + key, value] as const] : [...textsOf(value as object, `${above}${key}.`)])),
  )
}

/** The names in braces, each once, in alphabetical order. */
export function namesIn(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].toSorted()
}

/** The keys that a source file asks for, literal ones and, with `*` for what varies, those of templates: `gate.*.title`. */
export function keysIn(source: string): string[] {
  const asked = source.matchAll(/(?<![\w$])\$?te?\(\s*(?:'([^']+)'|`([^`]+)`)/g)
  return [...asked].map(([, literal, template]) => literal ?? (template ?? '').replaceAll(/\$\{[^}]*\}/g, '*'))
}

/** Whether a key, or one that a pattern of `keysIn` allows, has a text. */
export function isKnown(pattern: string, keys: Iterable<string>): boolean {
  const wanted = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.+')}$`)
  return [...keys].some((key) => wanted.test(key))
}
