import pdfMake from 'pdfmake'
import type { ReportTable } from '../../core/report/model.ts'
import { fontFiles } from './ledger.ts'

/** pdfmake with one table, its head repeated. */
export async function pdfmake(table: ReportTable): Promise<Uint8Array> {
  pdfMake.setUrlAccessPolicy(() => false)
  pdfMake.setFonts({ NotoSans: { normal: fontFiles.normal, bold: fontFiles.bold } })
  return pdfMake.createPdf({
    pageSize: 'A4',
    pageMargins: 45,
    defaultStyle: { font: 'NotoSans', fontSize: 8 },
    content: [{
      layout: 'lightHorizontalLines',
      table: {
        headerRows: 1,
        widths: table.columns.map(({ width }) => `${width}%`),
        body: [table.columns.map((column) => ({ text: column.label, bold: true })), ...table.rows],
      },
    }],
  }).getBuffer()
}
