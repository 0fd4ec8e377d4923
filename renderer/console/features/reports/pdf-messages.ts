import type { ReportContext } from '../../../../core/report/build-model.ts'
import type { FaceName } from '../../../../core/report/faces.ts'
import type { Figures } from '../../../../core/report/figures.ts'
import type { ReportLogo } from '../../../../core/report/pdf-summary.ts'
import type { Face } from '../../../../core/report/pdf-type.ts'
import type { ReportFile } from '../../../../core/report/render-pdf.ts'

/** A report that is to be made: what it says, in numbers; what surrounds them; and the hotel's logo. */
export interface PdfOrder {
  figures: Figures
  context: ReportContext
  logo: ReportLogo | null
}

/** What the page tells the worker: one report, and then the faces that its texts need. */
export type PdfWord = { kind: 'report'; order: PdfOrder } | { kind: 'faces'; faces: Face[] }

/** What the worker tells: which faces it needs, how far it is (0 to 1), and once the file, or that it failed. */
export type PdfNews =
  | { kind: 'needs'; faces: [FaceName, ...FaceName[]] }
  | { kind: 'progress'; share: number }
  | { kind: 'done'; file: ReportFile }
  | { kind: 'failed'; reason: string }
