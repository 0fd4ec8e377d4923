import { autoTable } from 'jspdf-autotable'
import type { ReportTable } from './model.ts'
import { contentWidth, fontName, heading, inks, page, write, type Sheet } from './pdf-sheet.ts'

/** The outer columns stand flush with the headings and the footer. */
function paddingOf(column: number, columns: number) {
  return { vertical: 1.1, left: column === 0 ? 0 : 2, right: column === columns - 1 ? 0 : 2 }
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
  autoTable(sheet.doc, {
    startY: sheet.y,
    margin: { left: page.margin, right: page.margin, top: page.margin, bottom: page.margin + page.foot },
    theme: 'plain',
    rowPageBreak: 'avoid',
    showFoot: 'lastPage',
    head: [table.columns.map((column) => column.label)],
    body: table.rows,
    ...(table.foot ? { foot: [table.foot] } : {}),
    styles: { font: fontName, fontSize: 8, textColor: inks.text, lineColor: inks.line, lineWidth: { bottom: 0.15 }, overflow: 'linebreak' },
    headStyles: { fontStyle: 'bold', textColor: inks.muted, fontSize: 7.5, lineWidth: { bottom: 0.4 } },
    footStyles: { fontStyle: 'bold', lineWidth: { top: 0.4, bottom: 0 } },
    columnStyles: Object.fromEntries(table.columns.map((column, index) => [index, { halign: column.align, cellWidth: (contentWidth * column.width) / 100 }])),
    // columnStyles reach the body alone; heads and sums have to stand above and beneath their numbers.
    didParseCell: ({ cell, column, section }) => {
      if (section !== 'body') cell.styles.halign = table.columns[column.index]?.align ?? 'left'
      cell.styles.cellPadding = paddingOf(column.index, table.columns.length)
    },
    didDrawCell: ({ column, section }) => {
      if (section === 'body' && column.index === 0) onRow()
    },
    didDrawPage: ({ cursor }) => {
      if (cursor) sheet.y = cursor.y
    },
  })
  sheet.y += 8
}
