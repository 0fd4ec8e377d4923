import { buildReport } from '../../../../core/report/build-model.ts'
import { facesFor } from '../../../../core/report/faces.ts'
import type { ReportModel } from '../../../../core/report/model.ts'
import type { ReportLogo } from '../../../../core/report/pdf-summary.ts'
import { renderPdf } from '../../../../core/report/render-pdf.ts'
import type { PdfNews, PdfWord } from './pdf-messages.ts'

/*
 * Makes one report: its texts, which tell what faces they need, and with those its pages. All that grows with its rows is done
 * here, since the page has other things to do.
 */

const tell = (news: PdfNews, transfer: Transferable[] = []) => postMessage(news, { transfer })

let begun: { model: ReportModel; logo: ReportLogo | null } | null = null

function take(word: PdfWord): void {
  if (word.kind === 'report') {
    const { figures, context, logo } = word.order
    begun = { model: buildReport(figures, context), logo }
    tell({ kind: 'needs', faces: facesFor(begun.model) })
  } else if (begun) {
    const file = renderPdf(begun.model, { faces: word.faces, logo: begun.logo }, (share) => tell({ kind: 'progress', share }))
    tell({ kind: 'done', file }, [file.bytes.buffer])
  }
}

addEventListener('message', ({ data }: MessageEvent<PdfWord>) => {
  try {
    take(data)
  } catch (error) {
    tell({ kind: 'failed', reason: String(error) })
  }
})
