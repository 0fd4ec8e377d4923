import { buildReport, type ReportContext } from './build-model.ts'
import type { DayRange } from './days.ts'
import { collectFigures, type ReportSource } from './figures.ts'
import { renderPdf, type ReportArt } from './render-pdf.ts'

/** Makes the report of a range of hotel-local days, both included, as the bytes of a PDF: the same rows, context and art (faces, logo) give the same bytes. */
export function generate(source: ReportSource, range: DayRange, context: ReportContext, art: ReportArt): Uint8Array {
  return renderPdf(buildReport(collectFigures(source, range), context), art).bytes
}
