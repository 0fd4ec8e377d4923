import type { PicturePart } from '../../../kit/pictures/draw-picture.ts'

/** What guests see of a coupon's picture is twice as wide as it is high. */
export const cardShape = 2

/** The largest part of the card's shape in a picture of this shape (width by height), so many times enlarged, about this middle. It never leaves the picture. */
export function partAt(shape: number, zoom: number, middle: { x: number; y: number }): PicturePart {
  const width = Math.min(1, cardShape / shape) / zoom
  const height = Math.min(1, shape / cardShape) / zoom
  const within = (value: number, size: number) => Math.min(1 - size, Math.max(0, value - size / 2))
  return { left: within(middle.x, width), top: within(middle.y, height), width, height }
}

/** The middle of a part. */
export const middleOf = ({ left, top, width, height }: PicturePart) => ({ x: left + width / 2, y: top + height / 2 })
