import { breakLines, fitText } from './line-breaks.ts'
import type { ReportTable } from './model.ts'
import { contentWidth, heading, inks, lowest, page, turn, write, type Ink, type Sheet } from './pdf-sheet.ts'

/**
 * Draws tables. jspdf-autotable measures every cell several times, with jspdf's own slow measure: a ledger of 10,000 rows takes it
 * some four times as long (`npm run bench -- report`). Columns have fixed shares here, so one pass is enough.
 */

const gap = 2
const padding = 1.1
/** Beyond this a cell ends with an ellipsis: no row is taller than a quarter of a page. */
const mostLines = 8

interface RowLooks {
  size: number
  bold: boolean
  ink: Ink
  /** The thickness of the line beneath it, in millimetres. */
  rule: number
}

const head: RowLooks = { size: 7.5, bold: true, ink: inks.muted, rule: 0.4 }
const body: RowLooks = { size: 8, bold: false, ink: inks.text, rule: 0.15 }
const foot: RowLooks = { ...body, bold: true, rule: 0 }
/** From one baseline to the next, in millimetres. */
const stepOf = (size: number): number => (size * 1.36 * 25.4) / 72

interface Column {
  x: number
  width: number
  align: 'left' | 'right'
  oneLine: boolean
}

/** The columns' places; the outer ones stand flush with the headings and the footer. */
function columnsOf({ columns }: ReportTable): Column[] {
  let x = page.margin
  return columns.map(({ align, width, oneLine = false }, index) => {
    const all = (contentWidth * width) / 100
    const [before, behind] = [index === 0 ? 0 : gap, index === columns.length - 1 ? 0 : gap]
    const column = { x: x + before, width: all - before - behind, align, oneLine }
    x += all
    return column
  })
}

/** A row ready to be drawn: the lines of its cells, and its height in millimetres. */
interface Row {
  cells: string[][]
  height: number
  looks: RowLooks
}

function layOut({ type }: Sheet, texts: readonly string[], columns: Column[], looks: RowLooks): Row {
  const widthOf = (text: string) => type.width(text, looks.size, looks.bold)
  const cells = columns.map(({ width, oneLine }, index) => {
    const text = texts[index] ?? ''
    return oneLine ? [fitText(text, width, widthOf)] : breakLines(text, width, widthOf, mostLines)
  })
  const lines = cells.reduce((most, cell) => Math.max(most, cell.length), 1)
  return { cells, height: lines * stepOf(looks.size) + 2 * padding, looks }
}

function drawRule({ type, y }: Sheet, thickness: number): void {
  if (thickness > 0) type.rule(page.margin, y, contentWidth, thickness, inks.line)
}

function drawRow(sheet: Sheet, { cells, height, looks }: Row, columns: Column[]): void {
  const step = stepOf(looks.size)
  for (const [index, lines] of cells.entries()) {
    const column = columns[index]
    if (!column) continue
    const x = column.align === 'right' ? column.x + column.width : column.x
    for (const [line, text] of lines.entries()) write(sheet, text, x, sheet.y + padding + step * (line + 0.78), { ...looks, align: column.align })
  }
  sheet.y += height
  drawRule(sheet, looks.rule)
}

/** Draws a table over as many pages as it needs, its head repeated on each. `onRow` is called after every body row. */
export function drawTable(sheet: Sheet, table: ReportTable, onRow: () => void): void {
  // A table of few rows stays in one piece; a long one begins with at least a handful of them.
  heading(sheet, table.heading, Math.min(table.rows.length, 6) * 8 + 10)
  if (table.rows.length === 0) {
    write(sheet, table.empty, page.margin, sheet.y + 3, { ink: inks.muted })
    sheet.y += 10
    return
  }
  const columns = columnsOf(table)
  const top = layOut(sheet, table.columns.map((column) => column.label), columns, head)
  const place = (row: Row) => {
    if (sheet.y + row.height > lowest) {
      turn(sheet)
      drawRow(sheet, top, columns)
    }
    drawRow(sheet, row, columns)
  }
  drawRow(sheet, top, columns)
  for (const texts of table.rows) {
    place(layOut(sheet, texts, columns, body))
    onRow()
  }
  if (table.foot) {
    drawRule(sheet, head.rule)
    place(layOut(sheet, table.foot, columns, foot))
  }
  sheet.y += 8
}
