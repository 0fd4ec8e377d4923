/**
 * Reads comma-separated values as RFC 4180 has them, and as spreadsheets save them. The apostrophe that keeps a spreadsheet from
 * running a text (csv.ts) is taken away again.
 */
const guarded = /^'[\t\r ]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]/

/** A row of a CSV with the number of the line on which it begins (the first is 1). */
export interface CsvRow {
  line: number
  cells: string[]
}

/** The rows of a CSV, without those that are empty. Separated by commas, or by semicolons or tabs where the first line has more of those. */
export function readCsv(text: string): CsvRow[] {
  const source = text.replace(/^\uFEFF/, '')
  const separator = separatorOf(source)
  const rows: CsvRow[] = []
  let row: CsvRow = { line: 1, cells: [] }
  let value = ''
  let line = 1
  let quoted = false
  const endCell = () => {
    row.cells.push(unguarded(value))
    value = ''
  }
  const endRow = () => {
    endCell()
    if (row.cells.some((text) => text !== '')) rows.push(row)
    row = { line: line + 1, cells: [] }
  }
  for (let at = 0; at < source.length; at += 1) {
    const char = source.charAt(at)
    if (quoted && char === '"' && source.charAt(at + 1) === '"') {
      value += '"'
      at += 1
    } else if (char === '"' && (quoted || value === '')) quoted = !quoted
    else if (!quoted && char === separator) endCell()
    else if (!quoted && (char === '\n' || char === '\r')) {
      if (char === '\r' && source.charAt(at + 1) === '\n') at += 1
      endRow()
      line += 1
    } else {
      if (char === '\n') line += 1
      value += char
    }
  }
  endRow()
  return rows
}

function separatorOf(source: string): string {
  const first = source.slice(0, source.search(/[\r\n]|$/))
  const count = (separator: string) => first.split(separator).length
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best))
}

const unguarded = (text: string): string => (guarded.test(text) ? text.slice(1) : text)
