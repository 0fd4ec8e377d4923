/** A drawing for one coupon, 960 by 600, without text in it. */
export interface Scene {
  slug: string
  svg: string
}

export const width = 960
export const height = 600

/** Puts definitions and shapes into one picture, in the order they are painted. */
export function picture(slug: string, defs: string[], ...shapes: string[]): Scene {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><defs>${defs.join('')}</defs>${shapes.join('')}</svg>`
  return { slug, svg }
}

const stopsOf = (colors: string[]): string =>
  colors.map((color, index) => `<stop offset="${round(index / (colors.length - 1))}" stop-color="${color}"/>`).join('')

/** A gradient from top to bottom, its colours evenly spread. */
export const down = (id: string, ...colors: string[]): string => `<linearGradient id="${id}" x2="0" y2="1">${stopsOf(colors)}</linearGradient>`

/** A gradient from left to right. */
export const across = (id: string, ...colors: string[]): string => `<linearGradient id="${id}">${stopsOf(colors)}</linearGradient>`

/** A gradient from the middle outwards. */
export const radial = (id: string, ...colors: string[]): string => `<radialGradient id="${id}">${stopsOf(colors)}</radialGradient>`

/** A light that fades to nothing. */
export const light = (id: string, color: string, strength = 1): string =>
  `<radialGradient id="${id}"><stop offset="0" stop-color="${color}" stop-opacity="${strength}"/><stop offset="1" stop-color="${color}" stop-opacity="0"/></radialGradient>`

/** A veil from top to bottom: a colour between two strengths. */
export const veil = (id: string, color: string, from: number, to: number): string =>
  `<linearGradient id="${id}" x2="0" y2="1"><stop offset="0" stop-color="${color}" stop-opacity="${from}"/><stop offset="1" stop-color="${color}" stop-opacity="${to}"/></linearGradient>`

export const blur = (id: string, by: number): string => `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${by}"/></filter>`

export const clip = (id: string, shape: string): string => `<clipPath id="${id}">${shape}</clipPath>`

export const rect = (x: number, y: number, w: number, h: number, fill: string, more = ''): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" fill="${fill}" ${more}/>`

export const circle = (x: number, y: number, r: number, fill: string, more = ''): string =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="${fill}" ${more}/>`

export const oval = (x: number, y: number, rx: number, ry: number, fill: string, more = ''): string =>
  `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(rx)}" ry="${round(ry)}" fill="${fill}" ${more}/>`

export const path = (d: string, fill: string, more = ''): string => `<path d="${d}" fill="${fill}" ${more}/>`

export const line = (d: string, stroke: string, w: number, more = ''): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${w}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`

export const group = (transform: string, ...shapes: string[]): string => `<g transform="${transform}">${shapes.join('')}</g>`

/** Shapes with attributes of their own: a clip, an opacity, a filter. */
export const within = (attributes: string, ...shapes: string[]): string => `<g ${attributes}>${shapes.join('')}</g>`

export const at = (x: number, y: number, scale: number, ...shapes: string[]): string =>
  group(`translate(${round(x)} ${round(y)}) scale(${round(scale)})`, ...shapes)

export const times = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join('')

/** The whole picture in one colour or gradient. */
export const backdrop = (fill: string): string => rect(0, 0, width, height, fill)

/** Numbers between two bounds that look random and are the same on every run. */
export function dice(seed: number): (from: number, to: number) => number {
  let state = seed
  return (from, to) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return from + (((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * (to - from)
  }
}

/** Two decimals are more than a pixel needs. */
export const round = (value: number): number => Math.round(value * 100) / 100
