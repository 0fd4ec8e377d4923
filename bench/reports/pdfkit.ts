import { once } from 'node:events'
import Pdfkit from 'pdfkit'
import type { ReportTable } from '../../core/report/model.ts'
import { fontFiles } from './ledger.ts'

const margin = 45
const width = 595 - 2 * margin
const lowest = 842 - margin - 20

/** pdfkit, each cell placed by its own `text`. */
export async function pdfkit(table: ReportTable): Promise<Uint8Array> {
  const doc = new Pdfkit({ size: 'A4', margin })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  doc.registerFont('normal', fontFiles.normal)
  doc.registerFont('bold', fontFiles.bold)
  let y = margin
  const row = (texts: string[], font: string) => {
    doc.font(font).fontSize(8)
    let x = margin
    let height = 0
    for (const [index, text] of texts.entries()) {
      const cell = ((table.columns[index]?.width ?? 0) * width) / 100 - 6
      doc.text(text, x, y, { width: cell })
      height = Math.max(height, doc.y - y)
      x += cell + 6
    }
    y += height + 6
  }
  const head = () => row(table.columns.map((column) => column.label), 'bold')
  head()
  for (const texts of table.rows) {
    if (y > lowest) {
      doc.addPage()
      y = margin
      head()
    }
    row(texts, 'normal')
  }
  doc.end()
  await once(doc, 'end')
  return Buffer.concat(chunks)
}
