import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as files from './picture-files.ts'
import { fileKind, pictureHeader } from './picture-header.ts'

const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))

describe('fileKind', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n\0\0', 'png'],
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'webp'],
    ['<svg xmlns="http://www.w3.org/2000/svg">', 'svg'],
    ['\xef\xbb\xbf <?xml version="1.0"?><svg>', 'svg'],
    ['GIF89a', null],
    ['RIFF\x10\0\0\0WAVE', null],
    ['<html>', null],
    ['', null],
  ])('reads %j', (start, kind) => {
    expect(fileKind(ascii(start))).toBe(kind)
  })
})

describe('pictureHeader', () => {
  it.each([
    ['PNG', 'png', files.png(640, 480), { width: 640, height: 480, animated: false }],
    ['animated PNG', 'png', files.png(64, 48, { animated: true }), { width: 64, height: 48, animated: true }],
    ['PNG that is cut off', 'png', files.png(64, 48, { whole: false }), null],
    ['PNG without an area', 'png', files.png(0, 48), null],
    ['JPEG with a thumbnail', 'jpeg', files.jpeg(4000, 3000), { width: 4000, height: 3000, animated: false }],
    ['JPEG that is cut off', 'jpeg', files.jpeg(4000, 3000, { whole: false }), null],
    ['lossy WebP', 'webp', files.webpLossy(300, 200), { width: 300, height: 200, animated: false }],
    ['lossless WebP', 'webp', files.webpLossless(300, 200), { width: 300, height: 200, animated: false }],
    ['extended WebP', 'webp', files.webpExtended(16_000, 9_000), { width: 16_000, height: 9_000, animated: false }],
    ['animated WebP', 'webp', files.webpExtended(300, 200, { animated: true }), { width: 300, height: 200, animated: true }],
    ['WebP that is cut off', 'webp', files.webpLossy(300, 200, 1), null],
  ] as const)('reads a %s', (_, kind, file, header) => {
    expect(pictureHeader(file, kind)).toEqual(header)
  })

  it('ends on any bytes, and does not throw', () => {
    const starts = [files.png(9, 9), files.jpeg(9, 9), files.webpExtended(9, 9)]
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.nat(40), fc.uint8Array({ maxLength: 400 }), (start, kept, rest) => {
        const file = Uint8Array.from([...start.subarray(0, 12 + kept), ...rest])
        const kind = fileKind(file)
        if (kind && kind !== 'svg') pictureHeader(file, kind)
      }),
    )
  })
})
