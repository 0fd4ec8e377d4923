import { jsPDF } from 'jspdf'
import { autoTable } from 'jspdf-autotable'
import type { ReportTable } from '../../core/report/model.ts'
import { fontBytes } from './ledger.ts'

/** jspdf with jspdf-autotable, as its manual has it. */
export function autotable(table: ReportTable): Uint8Array {
  const doc = new jsPDF({ unit: 'mm', format: 'a4', compress: true, putOnlyUsedFonts: true })
  for (const style of ['normal', 'bold'] as const) {
    doc.addFileToVFS(`${style}.ttf`, Buffer.from(fontBytes(style)).toString('latin1'))
    doc.addFont(`${style}.ttf`, 'NotoSans', style, undefined, 'Identity-H')
  }
  autoTable(doc, {
    head: [table.columns.map((column) => column.label)],
    body: table.rows,
    theme: 'plain',
    margin: 16,
    styles: { font: 'NotoSans', fontSize: 8, cellPadding: 1.1 },
    headStyles: { fontStyle: 'bold' },
    columnStyles: Object.fromEntries(table.columns.map(({ width }, index) => [index, { cellWidth: 1.78 * width }])),
  })
  return new Uint8Array(doc.output('arraybuffer'))
}
