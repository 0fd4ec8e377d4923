import type { ReportLogo } from '../../../../core/report/pdf-summary.ts'

/** As wide as it is ever drawn, at 300 dots per inch. */
const mostPixels = 500

async function drawn(url: string): Promise<ReportLogo | null> {
  const response = await fetch(url)
  if (!response.ok) return null
  const bitmap = await createImageBitmap(await response.blob())
  const scale = Math.min(1, mostPixels / Math.max(bitmap.width, bitmap.height))
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)))
  const pen = canvas.getContext('2d')
  // JPEG, which a PDF takes as it is; its white is the paper's.
  if (!pen) return null
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
  return { format: 'JPEG', bytes: new Uint8Array(await blob.arrayBuffer()), width: canvas.width, height: canvas.height }
}

/** A hotel's logo as a report draws it; null where it cannot be had now. A report is not held up by its decoration. */
export async function fetchLogo(url: string): Promise<ReportLogo | null> {
  try {
    return await drawn(url)
  } catch {
    return null // no network, or no picture: either way a report without one
  }
}
