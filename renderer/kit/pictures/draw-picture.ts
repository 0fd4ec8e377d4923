/** How large a picture is stored. Pixels. */
interface Size {
  side: number
  square: boolean
}

/** The bucket with the smallest limit takes 1 MiB; a picture of noise comes close to it at the first quality. */
const mostBytes = 1024 * 1024
const quality = 0.82
const lowerQualities = [0.6, 0.4]

/** The part of a picture that is kept, and the size at which: as it is, or smaller, never larger. */
export function storedPart(width: number, height: number, { side, square }: Size) {
  const keptWidth = square ? Math.min(width, height) : width
  const keptHeight = square ? keptWidth : height
  const scale = Math.min(1, side / Math.max(keptWidth, keptHeight))
  const atLeastOne = (length: number) => Math.max(1, Math.round(length * scale))
  return {
    from: { left: (width - keptWidth) / 2, top: (height - keptHeight) / 2, width: keptWidth, height: keptHeight },
    to: { width: atLeastOne(keptWidth), height: atLeastOne(keptHeight) },
  }
}

/** A part of a picture, as shares of its width and height. */
export interface PicturePart {
  left: number
  top: number
  width: number
  height: number
}
export const wholePicture: PicturePart = { left: 0, top: 0, width: 1, height: 1 }

/** Draws a decoded picture anew and encodes it, in less quality where it would be too heavy for its bucket. */
export async function drawPicture(bitmap: ImageBitmap, size: Size, part = wholePicture): Promise<Blob> {
  const canvas = draw(bitmap, size, part)
  let blob = await encode(canvas, quality)
  for (const lower of lowerQualities) {
    if (blob.size <= mostBytes) break
    blob = await encode(canvas, lower)
  }
  return blob
}

function draw(bitmap: ImageBitmap, size: Size, part: PicturePart): OffscreenCanvas {
  const { from, to } = storedPart(bitmap.width * part.width, bitmap.height * part.height, size)
  const canvas = new OffscreenCanvas(to.width, to.height)
  const pen = canvas.getContext('2d')
  if (!pen) throw new RangeError(`no canvas of ${to.width} × ${to.height}`)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(bitmap, bitmap.width * part.left + from.left, bitmap.height * part.top + from.top, from.width, from.height, 0, 0, to.width, to.height)
  return canvas
}

/** Safari draws WebP but does not write it: it gives a PNG instead, which would be far heavier than a JPEG. */
async function encode(canvas: OffscreenCanvas, quality: number): Promise<Blob> {
  const webp = await canvas.convertToBlob({ type: 'image/webp', quality })
  return webp.type === 'image/webp' ? webp : onWhite(canvas).convertToBlob({ type: 'image/jpeg', quality })
}

/** JPEG has no transparency; without this it would turn black. */
function onWhite(canvas: OffscreenCanvas): OffscreenCanvas {
  const page = new OffscreenCanvas(canvas.width, canvas.height)
  const pen = page.getContext('2d')
  if (pen) {
    pen.fillStyle = 'white'
    pen.fillRect(0, 0, page.width, page.height)
    pen.drawImage(canvas, 0, 0)
  }
  return page
}
