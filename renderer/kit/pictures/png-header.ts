import { fourLetters } from './four-letters.ts'
import type { PictureHeader } from './picture-header.ts'

const firstChunk = 8
/** Length, type and checksum around a chunk's data. */
const aroundData = 12

const IHDR = fourLetters('IHDR')
const acTL = fourLetters('acTL')
const IEND = fourLetters('IEND')

/** Walks a PNG's chunks to its end; `acTL` says that it moves (PNG specification, third edition, 5 and 11). */
export function readPng(data: DataView): PictureHeader | null {
  if (data.byteLength < 33 || data.getUint32(12) !== IHDR) return null
  const header = { width: data.getUint32(16), height: data.getUint32(20), animated: false }
  for (let at = firstChunk; at + aroundData <= data.byteLength; at += aroundData + data.getUint32(at)) {
    const type = data.getUint32(at + 4)
    if (type === acTL) header.animated = true
    if (type === IEND) return header
  }
  return null
}
