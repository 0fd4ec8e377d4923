import { readJpeg } from './jpeg-header.ts'
import { readPng } from './png-header.ts'
import { readWebp } from './webp-header.ts'

/** What a picture's own bytes say of it, read without decoding a pixel. Sides are in pixels. */
export interface PictureHeader {
  width: number
  height: number
  /** More than one frame. */
  animated: boolean
}

/** What a file is, whatever its name says: a picture's kind, SVG, or neither. */
export type FileKind = 'png' | 'jpeg' | 'webp' | 'svg' | null

/** Looks at the first bytes; 256 of them are enough. */
export function fileKind(bytes: Uint8Array): FileKind {
  const start = asciiOf(bytes, 0, 256)
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'webp'
  return /^(\xef\xbb\xbf)?\s*(<\?xml|<!--|<!doctype svg|<svg)/i.test(start) ? 'svg' : null
}

const readers = { png: readPng, jpeg: readJpeg, webp: readWebp }

/** Reads the header of a whole file; null where the file is malformed or ends too early. */
export function pictureHeader(bytes: Uint8Array, kind: keyof typeof readers): PictureHeader | null {
  const header = readers[kind](new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return header && header.width > 0 && header.height > 0 ? header : null
}

function asciiOf(bytes: Uint8Array, from: number, to: number): string {
  return Array.from(bytes.subarray(from, to), (byte) => String.fromCharCode(byte)).join('')
}
