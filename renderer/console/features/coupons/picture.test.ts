import { describe, expect, it } from 'vitest'
import { pictureKind, preparePicture, storedSize } from './picture.ts'

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))

describe('pictureKind', () => {
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
  ])('reads %j', (head, kind) => {
    expect(pictureKind(bytes(head))).toBe(kind)
  })
})

describe('storedSize', () => {
  it('shrinks by the longest side and never enlarges', () => {
    expect(storedSize(4000, 3000)).toEqual({ width: 1600, height: 1200 })
    expect(storedSize(300, 200)).toEqual({ width: 300, height: 200 })
    expect(storedSize(20_000, 4)).toEqual({ width: 1600, height: 1 })
  })
})

describe('preparePicture', () => {
  it('goes by the bytes, not by the name', async () => {
    expect(await preparePicture(new File(['<svg onload="alert(1)">'], 'photo.png', { type: 'image/png' }))).toEqual({ kind: 'svg' })
    expect(await preparePicture(new File(['MZ'], 'photo.jpg', { type: 'image/jpeg' }))).toEqual({ kind: 'type' })
  })
})
