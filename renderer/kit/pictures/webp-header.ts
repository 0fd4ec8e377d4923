import { fourLetters } from './four-letters.ts'
import type { PictureHeader } from './picture-header.ts'

const lossy = fourLetters('VP8 ')
const lossless = fourLetters('VP8L')
const extended = fourLetters('VP8X')
const animation = 0b10

/** Reads the first chunk of a WebP, which holds its size, where the file is as long as it says (RFC 9649, 2). */
export function readWebp(data: DataView): PictureHeader | null {
  if (data.byteLength < 30 || data.byteLength < data.getUint32(4, true) + 8) return null
  switch (data.getUint32(12)) {
    case lossy:
      return { width: data.getUint16(26, true) & 0x3fff, height: data.getUint16(28, true) & 0x3fff, animated: false }
    case lossless: {
      const sides = data.getUint32(21, true)
      return { width: (sides & 0x3fff) + 1, height: ((sides >> 14) & 0x3fff) + 1, animated: false }
    }
    case extended:
      return { width: uint24(data, 24) + 1, height: uint24(data, 27) + 1, animated: (data.getUint8(20) & animation) !== 0 }
    default:
      return null
  }
}

function uint24(data: DataView, at: number): number {
  return data.getUint16(at, true) + data.getUint8(at + 2) * 0x10000
}
