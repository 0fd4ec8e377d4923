/** The languages the apps speak, each named by itself. English comes with the first load, the others when they are chosen. */
export const languageNames = { en: 'English', es: 'Español' } as const
export type Language = keyof typeof languageNames
export const languages = Object.keys(languageNames) as Language[]

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur'])
const key = 'hotel-coupons-language'

export function isLanguage(text: unknown): text is Language {
  return typeof text === 'string' && Object.hasOwn(languageNames, text)
}

/** Which way the language of a tag (`en`, `ar-EG`) is written. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return rightToLeft.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr'
}

/** The first language of the reader's own list that is offered, else English. */
export function preferredLanguage(tags: readonly string[], offered: readonly Language[] = languages): Language {
  return tags.map((tag) => tag.split('-')[0]).find((language): language is Language => offered.some((one) => one === language)) ?? 'en'
}

/** The language that was chosen on this device, or null. A browser that keeps nothing has none. */
export function keptLanguage(storage: Storage): Language | null {
  try {
    const kept = storage.getItem(key)
    return isLanguage(kept) ? kept : null
  } catch {
    return null // private mode: the browser's language stands
  }
}

/** Keeps the choice on this device. */
export function keepLanguage(storage: Storage, language: Language): void {
  try {
    storage.setItem(key, language)
  } catch {
    return // private mode: it holds until the page is closed
  }
}
