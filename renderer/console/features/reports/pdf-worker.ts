import boldUrl from '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf?url'
import normalUrl from '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf?url'
import { renderPdf } from '../../../../core/report/render-pdf.ts'
import type { PdfNews, PdfOrder } from './pdf-messages.ts'

const tell = (news: PdfNews, transfer: Transferable[] = []) => postMessage(news, { transfer })

async function font(url: string): Promise<Uint8Array> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`font ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

async function make({ model }: PdfOrder): Promise<void> {
  const [normal, bold] = await Promise.all([font(normalUrl), font(boldUrl)])
  const file = renderPdf(model, { normal, bold }, (share) => tell({ kind: 'progress', share }))
  tell({ kind: 'done', file }, [file.bytes.buffer])
}

addEventListener('message', ({ data }: MessageEvent<PdfOrder>) => {
  make(data).catch((error: unknown) => tell({ kind: 'failed', reason: String(error) }))
})
