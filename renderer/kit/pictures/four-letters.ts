/** The number that four letters are in a file: the type of a chunk. */
export function fourLetters(name: string): number {
  return [...name].reduce((code, char) => code * 256 + char.charCodeAt(0), 0)
}
