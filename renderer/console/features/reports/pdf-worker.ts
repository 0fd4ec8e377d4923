import { renderPdf } from '../../../../core/report/render-pdf.ts'
import type { PdfNews, PdfOrder } from './pdf-messages.ts'

const tell = (news: PdfNews, transfer: Transferable[] = []) => postMessage(news, { transfer })

function make({ model, art }: PdfOrder): void {
  const file = renderPdf(model, art, (share) => tell({ kind: 'progress', share }))
  tell({ kind: 'done', file }, [file.bytes.buffer])
}

addEventListener('message', ({ data }: MessageEvent<PdfOrder>) => {
  try {
    make(data)
  } catch (error) {
    tell({ kind: 'failed', reason: String(error) })
  }
})
