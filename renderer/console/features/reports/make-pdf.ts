import { AppError } from '../../../../core/domain/errors.ts'
import type { ReportModel } from '../../../../core/report/model.ts'
import type { ReportFile } from '../../../../core/report/render-pdf.ts'
import type { PdfNews, PdfOrder } from './pdf-messages.ts'

/** A worker that draws one report: what it is asked, what it tells, and its end. */
export interface PdfWorker {
  order(order: PdfOrder): void
  onNews(listener: (news: PdfNews) => void): void
  terminate(): void
}

/**
 * Draws a report in a worker of its own. The signal ends the worker wherever it is, and the promise rejects with the
 * signal's reason; a failure rejects with an AppError. No worker outlives its report.
 */
export function makePdf(
  model: ReportModel,
  { signal, onProgress, startWorker = newWorker }: { signal: AbortSignal; onProgress: (share: number) => void; startWorker?: () => PdfWorker },
): Promise<ReportFile> {
  const worker = startWorker()
  const made = new Promise<ReportFile>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    worker.onNews((news) => {
      if (news.kind === 'progress') onProgress(news.share)
      else if (news.kind === 'done') resolve(news.file)
      else reject(new AppError('unexpected', { detail: news.reason }))
    })
    signal.throwIfAborted()
    worker.order({ model })
  })
  return made.finally(() => worker.terminate())
}

function newWorker(): PdfWorker {
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module', name: 'pdf' })
  return {
    order: (order) => worker.postMessage(order, []),
    onNews: (listener) => {
      worker.addEventListener('message', ({ data }: MessageEvent<PdfNews>) => listener(data))
      worker.addEventListener('error', (event) => listener({ kind: 'failed', reason: event.message }))
    },
    terminate: () => worker.terminate(),
  }
}
