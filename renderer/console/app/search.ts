/** Whether every word of a search occurs in the texts, whatever the case and accents. */
export function matches(search: string, ...texts: string[]): boolean {
  const text = plain(texts.join(' '))
  return plain(search).split(/\s+/).every((word) => text.includes(word))
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
