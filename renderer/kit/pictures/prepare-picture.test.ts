import { describe, expect, it } from 'vitest'
import { storedPart } from './draw-picture.ts'
import * as files from './picture-files.ts'
import { mostMegabytes, pictureName, preparePicture, purposes } from './prepare-picture.ts'

/** Node has no decoder: what gets past the judgement fails here with another error than ours. */
describe('preparePicture refuses before it decodes', () => {
  it.each([
    ['SVG under a picture’s name', files.svg, 'picture-svg'],
    ['HTML under a picture’s name', files.html, 'picture-type'],
    ['nothing at all', new Uint8Array(), 'picture-type'],
    ['a moving PNG', files.png(10, 10, { animated: true }), 'picture-animated'],
    ['a moving WebP', files.webpExtended(10, 10, { animated: true }), 'picture-animated'],
    ['a JPEG that is cut off', files.jpeg(10, 10, { whole: false }), 'picture-broken'],
    ['a small file with 2,500 megapixels', files.png(50_000, 50_000), 'picture-too-big'],
    ['a thin one with 65 megapixels', files.png(65_000_000, 1), 'picture-too-big'],
    ['too many bytes', new Uint8Array(mostMegabytes * 1024 * 1024 + 1), 'picture-too-heavy'],
  ])('%s', async (_, bytes, code) => {
    await expect(preparePicture(new File([bytes.slice()], 'photo.png', { type: 'image/png' }), 'coupon')).rejects.toMatchObject({ code })
  })
})

describe('storedPart', () => {
  it('shrinks by the longest side and never enlarges', () => {
    expect(storedPart(4000, 3000, purposes.coupon).to).toEqual({ width: 1600, height: 1200 })
    expect(storedPart(300, 200, purposes.coupon).to).toEqual({ width: 300, height: 200 })
    expect(storedPart(20_000, 4, purposes.coupon).to).toEqual({ width: 1600, height: 1 })
  })

  it('cuts a square from the middle', () => {
    expect(storedPart(1000, 600, purposes.avatar)).toEqual({ from: { left: 200, top: 0, width: 600, height: 600 }, to: { width: 384, height: 384 } })
  })
})

it('names a picture by what it holds', () => {
  expect(pictureName(new Blob([], { type: 'image/webp' }))).toMatch(/^[\da-f-]{36}\.webp$/)
  expect(pictureName(new Blob([], { type: 'image/jpeg' }))).toMatch(/\.jpeg$/)
})
