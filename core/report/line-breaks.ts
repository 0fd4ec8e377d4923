/** Breaks text into lines by measured width: at blanks, between characters of scripts without blanks, and within a word too long for a line. */

/** Scripts that are written without blanks: a line may end after each of their characters. */
const unspaced = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}'
const pieces = new RegExp(`[${unspaced}] *|[^ ${unspaced}]+ *| +`, 'gu')

/** The pieces that stay together: words with the blanks behind them, and single characters of unspaced scripts. */
function piecesOf(text: string): string[] {
  return text.match(pieces) ?? []
}

/** The beginning of a text that fits into a width, and the rest; at least one character fits. */
function cut(text: string, most: number, widthOf: (text: string) => number): [string, string] {
  const chars = [...text]
  let count = 1
  let width = widthOf(chars[0] ?? '')
  while (count < chars.length) {
    width += widthOf(chars[count] ?? '')
    if (width > most) break
    count += 1
  }
  return [chars.slice(0, count).join(''), chars.slice(count).join('')]
}

/** Shortens a text with an ellipsis until it fits. */
export function fitText(text: string, most: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= most) return text
  return `${cut(text, Math.max(0, most - widthOf('…')), widthOf)[0].trimEnd()}…`
}

/** A text in at most `mostLines` lines of a width; the last ends with an ellipsis where there would be more. `widthOf` adds up by characters. */
export function breakLines(text: string, most: number, widthOf: (text: string) => number, mostLines = Infinity): string[] {
  if (widthOf(text) <= most) return [text]
  const lines: string[] = []
  let line = ''
  let left = most
  const end = () => {
    lines.push(line.trimEnd())
    line = ''
    left = most
  }
  for (let piece of piecesOf(text)) {
    if (widthOf(piece.trimEnd()) > left && line !== '') end()
    while (widthOf(piece.trimEnd()) > most && lines.length <= mostLines) {
      ;[line, piece] = cut(piece, most, widthOf)
      end()
    }
    line += piece
    left -= widthOf(piece)
    if (lines.length > mostLines) break
  }
  if (line !== '') end()
  if (lines.length <= mostLines) return lines
  return [...lines.slice(0, mostLines - 1), fitText(`${lines[mostLines - 1] ?? ''}…`, most, widthOf)]
}
