import type { ReportModel, ReportTable } from '../../core/report/model.ts'
import { renderPdf } from '../../core/report/render-pdf.ts'
import { fontBytes } from './ledger.ts'

/** The product's own drawing: a report that holds nothing but the table. */
export function own(table: ReportTable): Uint8Array {
  const model: ReportModel = {
    language: 'en-GB', title: 'Ledger', author: 'Hotel', dataAt: '2026-11-01T00:00:00Z', heading: 'Hotel', facts: [], warnings: [], figures: [],
    funnel: null, chart: null, tables: [table], unshown: '', footer: { left: 'Hotel', page: 'Page {page} of {pages}' },
  }
  return renderPdf(model, { faces: [{ name: 'NotoSans', normal: fontBytes('normal'), bold: fontBytes('bold') }], logo: null }).bytes
}
