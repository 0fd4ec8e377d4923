/** A table as CSV (RFC 4180) that a spreadsheet opens without running anything in it. */

/** What a spreadsheet would take for a formula: OWASP's list of first characters. */
const formula = /^[\t\r ]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]/
const plainNumber = /^-?\d+(\.\d+)?$/

function cell(value: string | number | null): string {
  if (value === null) return ''
  const text = String(value)
  const safe = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /[",\r\n\t';]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Rows as CSV: UTF-8 with its mark (without which Excel reads Latin-1), lines ended by CR LF. A text that a spreadsheet would
 * run is led by an apostrophe.
 */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}
