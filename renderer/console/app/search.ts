/** Whether every word of a search occurs in the texts, whatever the case and accents. */
export function matches(search: string, ...texts: string[]): boolean {
  return matcher(search)(...texts)
}

/** A search to be held against many texts: its words are made plain once. */
export function matcher(search: string): (...texts: string[]) => boolean {
  const words = plain(search).split(/\s+/)
  return (...texts) => {
    const text = plain(texts.join(' '))
    return words.every((word) => text.includes(word))
  }
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
