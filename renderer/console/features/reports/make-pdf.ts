import { AppError } from '../../../../core/domain/errors.ts'
import type { ReportFile } from '../../../../core/report/render-pdf.ts'
import type { PdfNews, PdfOrder, PdfWord } from './pdf-messages.ts'
// oxlint-disable-next-line import/default -- Vite makes it of the query
import PdfDrawer from './pdf-worker.ts?worker&inline'
import { reportFaces } from './report-fonts.ts'

/** A worker that makes one report: what it is told, what it tells, and its end. */
export interface PdfWorker {
  say(word: PdfWord): void
  onNews(listener: (news: PdfNews) => void): void
  terminate(): void
}

/**
 * Makes a report in a worker of its own. The signal ends the worker wherever it is, and the promise rejects with the
 * signal's reason; a failure rejects with an AppError. No worker outlives its report.
 */
export function makePdf(
  order: PdfOrder,
  { signal, onProgress, startWorker = newWorker, loadFaces = reportFaces }: { signal: AbortSignal; onProgress: (share: number) => void; startWorker?: () => PdfWorker; loadFaces?: typeof reportFaces },
): Promise<ReportFile> {
  const worker = startWorker()
  const made = new Promise<ReportFile>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    worker.onNews((news) => {
      if (news.kind === 'needs') loadFaces(news.faces).then((faces) => worker.say({ kind: 'faces', faces }), reject)
      else if (news.kind === 'progress') onProgress(news.share)
      else if (news.kind === 'done') resolve(news.file)
      else reject(new AppError('unexpected', { detail: news.reason }))
    })
    signal.throwIfAborted()
    worker.say({ kind: 'report', order })
  })
  return made.finally(() => worker.terminate())
}

function newWorker(): PdfWorker {
  // Its program came with the page's own: a worker that has to be fetched could not start without network.
  const worker = new PdfDrawer({ name: 'pdf' })
  return {
    say: (word) => worker.postMessage(word, []),
    onNews: (listener) => {
      worker.addEventListener('message', ({ data }: MessageEvent<PdfNews>) => listener(data))
      worker.addEventListener('error', (event) => listener({ kind: 'failed', reason: event.message }))
    },
    terminate: () => worker.terminate(),
  }
}
