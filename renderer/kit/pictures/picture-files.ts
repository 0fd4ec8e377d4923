/** Small files as cameras, programs and attackers make them: headers and frames, with no pixels worth decoding. */

const bytes = (...parts: (string | number[])[]) => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((char) => char.charCodeAt(0)) : part)))
const big = (value: number, length: number) => Array.from({ length }, (_, i) => Math.floor(value / 256 ** (length - 1 - i)) % 256)
const little = (value: number, length: number) => big(value, length).toReversed()

function chunk(type: string, data: number[] = []): number[] {
  return [...big(data.length, 4), ...bytes(type), ...data, 0, 0, 0, 0]
}

export const svg = bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
export const html = bytes('<!doctype html><script>alert(1)</script>')

export function png(width: number, height: number, { animated = false, whole = true } = {}): Uint8Array {
  const header = chunk('IHDR', [...big(width, 4), ...big(height, 4), 8, 6, 0, 0, 0])
  return bytes('\x89PNG\r\n\x1a\n', header, animated ? chunk('acTL', big(2, 8)) : [], chunk('IDAT', [1, 2, 3]), whole ? chunk('IEND') : big(9000, 4))
}

export function jpeg(width: number, height: number, { whole = true } = {}): Uint8Array {
  // The thumbnail in its EXIF segment is a whole JPEG, with an end of its own.
  const exif = [0xff, 0xe1, ...big(2 + 8, 2), 0xff, 0xd8, 0xff, 0xc0, 1, 2, 0xff, 0xd9]
  const frame = [0xff, 0xff, 0xc2, ...big(11, 2), 8, ...big(height, 2), ...big(width, 2), 1, 1, 0x11, 0]
  const scan = [0xff, 0xda, ...big(8, 2), 1, 1, 0, 0, 63, 0, 42, 42, 42]
  return bytes([0xff, 0xd8], exif, frame, scan, whole ? [0xff, 0xd9] : [], 'made by a camera')
}

function riff(type: string, data: number[], missing = 0): Uint8Array {
  const body = bytes('WEBP', type, little(data.length, 4), data)
  return bytes('RIFF', little(body.length + missing, 4), [...body])
}

export const webpLossy = (width: number, height: number, missing = 0) => riff('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, ...little(width, 2), ...little(height, 2), 0, 0], missing)
export const webpLossless = (width: number, height: number) => riff('VP8L', [0x2f, ...little(width - 1 + (height - 1) * 2 ** 14, 4), 0, 0, 0, 0, 0])
export const webpExtended = (width: number, height: number, { animated = false } = {}) => riff('VP8X', [animated ? 2 : 0, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)])
