import { AppError } from '../../../core/domain/errors.ts'
import { drawPicture, type PicturePart, wholePicture } from './draw-picture.ts'
import { fileKind, pictureHeader } from './picture-header.ts'

/** What a camera's full picture may weigh; larger ones would exhaust a phone's memory when decoded. */
export const mostMegabytes = 25
/** What a picture may have of pixels: a phone's largest camera has 48.8 million, and each takes 4 bytes when decoded. */
export const mostMegapixels = 50

/** What a picture is for, and so how it is stored: `side` is its longest one in pixels; a `square` is cut from the middle. */
export const purposes = {
  /** Sharp on a phone at twice its width, and some 200 kB. */
  coupon: { side: 1600, square: false },
  /** A hotel's sign, in whatever shape it has. */
  logo: { side: 512, square: false },
  /** Shown at 96 at most, on screens with up to 4 pixels for one. */
  avatar: { side: 384, square: true },
} as const

export type PicturePurpose = keyof typeof purposes

/**
 * A file that somebody chose as a picture of our own making: judged by its bytes before anything decodes it, then drawn anew,
 * smaller, and encoded, so that whatever else the file carried is gone: place, camera, programs. Gives WebP, or JPEG where the
 * browser can't write that; `pictureName` names it. With `part` only that part of it is kept. Rejects with one of the `picture-…` codes, whose words are to be shown.
 */
export async function preparePicture(file: Blob, purpose: PicturePurpose, part: PicturePart = wholePicture): Promise<Blob> {
  if (file.size > mostMegabytes * 1024 * 1024) throw new AppError('picture-too-heavy', { detail: String(file.size) })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const type = judge(bytes)
  const bitmap = await createImageBitmap(new Blob([bytes], { type })).catch((cause: unknown) => {
    throw new AppError('picture-broken', { cause })
  })
  try {
    return await drawPicture(bitmap, purposes[purpose], part)
  } finally {
    bitmap.close()
  }
}

/** A name that no other file has, with the ending of what it holds, as the buckets want it. */
export function pictureName({ type }: Blob): string {
  return `${crypto.randomUUID()}.${type.replace('image/', '')}`
}

/** Throws unless the bytes are a still picture that may be decoded; gives their type. */
function judge(bytes: Uint8Array): string {
  const kind = fileKind(bytes)
  if (kind === 'svg') throw new AppError('picture-svg')
  if (kind === null) throw new AppError('picture-type')
  const header = pictureHeader(bytes, kind)
  if (!header) throw new AppError('picture-broken')
  if (header.animated) throw new AppError('picture-animated')
  if (header.width * header.height > mostMegapixels * 1e6) throw new AppError('picture-too-big', { detail: `${header.width} × ${header.height}` })
  return `image/${kind}`
}
