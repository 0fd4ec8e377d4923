import type { ReportModel } from '../../../../core/report/model.ts'
import type { ReportArt, ReportFile } from '../../../../core/report/render-pdf.ts'

/** What the page asks of the worker: one report. */
export interface PdfOrder {
  model: ReportModel
  art: ReportArt
}

/** What the worker tells: how far it is (0 to 1), and once the file, or that it failed. */
export type PdfNews = { kind: 'progress'; share: number } | { kind: 'done'; file: ReportFile } | { kind: 'failed'; reason: string }
