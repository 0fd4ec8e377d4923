import { buildReport, type ReportContext } from './build-model.ts'
import type { DayRange } from './days.ts'
import { collectFigures, type ReportSource } from './figures.ts'
import { type ReportFonts, renderPdf } from './render-pdf.ts'

/** Makes the report of a range of hotel-local days, both included, as the bytes of a PDF: the same rows, context and fonts give the same bytes. */
export function generate(source: ReportSource, range: DayRange, context: ReportContext, fonts: ReportFonts): Uint8Array {
  return renderPdf(buildReport(collectFigures(source, range), context), fonts).bytes
}
