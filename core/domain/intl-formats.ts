/** Formats of Intl that are made once: to make one costs some fifty times what it costs to use it, and a list uses it in each row. */

const dates = new Map<string, Intl.DateTimeFormat>()
const numbers = new Map<string, Intl.NumberFormat>()

/** The format for instants in this locale and style. */
export function dateFormat(locale: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(dates, locale, style, () => new Intl.DateTimeFormat(locale, style))
}

/** The format for numbers in this locale and style. */
export function numberFormat(locale: string, style: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return kept(numbers, locale, style, () => new Intl.NumberFormat(locale, style))
}

function kept<T>(formats: Map<string, T>, locale: string, style: object, make: () => T): T {
  const key = locale + JSON.stringify(style)
  const known = formats.get(key)
  if (known) return known
  const made = make()
  formats.set(key, made)
  return made
}
