import type { PictureHeader } from './picture-header.ts'

/** Start of frame: C0 to CF, but for three that mean tables and arithmetic coding. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
const startOfScan = 0xda
const endOfImage = 0xffd9

/** Walks a JPEG's segments to its first scan, which must be followed by an end (ITU-T T.81, B.1 and B.2). */
export function readJpeg(data: DataView): PictureHeader | null {
  let header: PictureHeader | null = null
  for (let at = 2; at + 9 < data.byteLength; ) {
    if (data.getUint8(at) !== 0xff) return null
    const marker = data.getUint8(at + 1)
    // Any number of 0xFF may stand before a marker.
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (isFrame(marker)) header = { height: data.getUint16(at + 5), width: data.getUint16(at + 7), animated: false }
    if (marker === startOfScan) return endsAfter(data, at) ? header : null
    at += 2 + data.getUint16(at + 2)
  }
  return null
}

/** Cameras append their own data, so the end need not be the file's last bytes. */
function endsAfter(data: DataView, scan: number): boolean {
  for (let at = data.byteLength - 2; at > scan; at -= 1) if (data.getUint16(at) === endOfImage) return true
  return false
}
