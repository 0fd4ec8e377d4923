/** Longest side of a stored picture, in pixels: sharp on a phone at twice its width, and some 200 kB as WebP. */
const longestSide = 1600
/** What a camera's full picture may weigh; larger ones would exhaust a phone's memory when decoded. */
export const mostBytes = 25 * 1024 * 1024

/** Why a file is not taken as a picture: a key beneath `editor.pictureText`. */
export type PictureRefusal = 'svg' | 'type' | 'broken' | 'tooLarge'

/** What the first bytes of a file say that it is, whatever its name says. */
export function pictureKind(head: Uint8Array): 'png' | 'jpeg' | 'webp' | 'svg' | null {
  const ascii = Array.from(head, (byte) => String.fromCharCode(byte)).join('')
  if (ascii.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (ascii.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (ascii.startsWith('RIFF') && ascii.slice(8, 12) === 'WEBP') return 'webp'
  return /^(\xef\xbb\xbf)?\s*(<\?xml|<!--|<!doctype svg|<svg)/i.test(ascii) ? 'svg' : null
}

/** The size at which a picture is stored: as it is, or smaller, never larger. */
export function storedSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, longestSide / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** A file as a WebP of our own making. Drawing it anew drops whatever else the file carried: place, camera, programs. */
export async function preparePicture(file: Blob): Promise<{ kind: 'picture'; blob: Blob } | { kind: PictureRefusal }> {
  if (file.size > mostBytes) return { kind: 'tooLarge' }
  const kind = pictureKind(new Uint8Array(await file.slice(0, 256).arrayBuffer()))
  if (kind === 'svg') return { kind: 'svg' }
  if (kind === null) return { kind: 'type' }
  const bitmap = await createImageBitmap(new Blob([file], { type: `image/${kind}` })).catch(() => null)
  if (!bitmap) return { kind: 'broken' }
  try {
    return { kind: 'picture', blob: await draw(bitmap) }
  } finally {
    bitmap.close()
  }
}

async function draw(bitmap: ImageBitmap): Promise<Blob> {
  const { width, height } = storedSize(bitmap.width, bitmap.height)
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height)
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.82 })
}
