import { at, circle, dice, height, line, oval, path, rect, round, times, width } from './svg.ts'

/** A range of hills or mountains as one soft line from edge to edge, filled to the bottom. */
export function ridge(seed: number, y: number, rise: number, fill: string, steps = 6): string {
  const roll = dice(seed)
  const step = (width + 200) / steps
  let d = `M-100 ${height}V${round(y)}`
  let lastX = -100
  let lastY = y
  for (let index = 1; index <= steps; index++) {
    const x = -100 + index * step
    const next = y + roll(-rise, rise)
    const middle = (lastX + x) / 2
    d += `C${round(middle)} ${round(lastY)} ${round(middle)} ${round(next)} ${round(x)} ${round(next)}`
    lastX = x
    lastY = next
  }
  return path(`${d}V${height}Z`, fill)
}

/** A mountain with its lit side, its shade and snow on top. */
export function peak(x: number, base: number, w: number, h: number, lit: string, shade: string, snow: string): string {
  const top = base - h
  const left = x - w / 2
  const right = x + w / 2
  const s = h * 0.34
  const k = (w / 2 / h) * s
  return (
    path(`M${left} ${base}L${x} ${top}L${right} ${base}Z`, lit) +
    path(`M${x} ${top}L${right} ${base}H${x - w * 0.06}L${x + w * 0.03} ${top + h * 0.5}L${x - w * 0.02} ${top + h * 0.28}Z`, shade) +
    path(
      `M${x} ${top}L${x - k} ${top + s}L${x - k * 0.5} ${top + s * 0.78}L${x - k * 0.22} ${top + s * 1.12}L${x + k * 0.14} ${top + s * 0.8}L${x + k * 0.5} ${top + s * 1.05}L${x + k} ${top + s}Z`,
      snow,
    )
  )
}

/** A fir, its foot at x, y. */
export function fir(x: number, y: number, h: number, fill: string, shade: string): string {
  const w = h * 0.42
  const tier = (from: number, to: number, half: number): string =>
    path(`M0 ${-h * from}C${half * 0.3} ${-h * (from - 0.12)} ${half * 0.7} ${-h * (to + 0.05)} ${half} ${-h * to}Q0 ${-h * (to - 0.06)} ${-half} ${-h * to}C${-half * 0.7} ${-h * (to + 0.05)} ${-half * 0.3} ${-h * (from - 0.12)} 0 ${-h * from}Z`, fill)
  const dark = path(`M0 ${-h}L${w * 0.5} ${-h * 0.1}Q${w * 0.2} ${-h * 0.05} 0 ${-h * 0.06}Z`, shade, 'opacity=".45"')
  return at(x, y, 1, rect(-h * 0.025, -h * 0.12, h * 0.05, h * 0.12, '#5b4636'), tier(0.62, 0.08, w / 2), tier(0.82, 0.32, w * 0.4), tier(1, 0.56, w * 0.29), dark)
}

/** A row of firs that differ a little. */
export function firs(seed: number, count: number, y: number, tall: number, fill: string, shade: string, from = -20, to = 980): string {
  const roll = dice(seed)
  return times(count, (index) => {
    const x = from + ((to - from) * (index + roll(0.1, 0.9))) / count
    return fir(x, y + roll(-8, 14), tall * roll(0.7, 1.15), fill, shade)
  })
}

export function cloud(x: number, y: number, scale: number, fill: string, opacity = 1): string {
  return at(
    x,
    y,
    scale,
    path('M-90 20C-112 20-116-8-92-12C-92-40-56-50-40-32C-26-62 26-62 36-30C56-44 86-30 82-8C110-6 108 20 86 20Z', fill, `opacity="${opacity}"`),
  )
}

export function stars(seed: number, count: number, down: number, fill = '#fff'): string {
  const roll = dice(seed)
  return times(count, () => circle(roll(0, width), roll(0, down), roll(0.5, 1.9), fill, `opacity="${round(roll(0.35, 1))}"`))
}

/** Short strokes of light on water. */
export function ripples(seed: number, count: number, top: number, bottom: number, stroke: string, from = 0, to = width): string {
  const roll = dice(seed)
  return times(count, () => {
    const y = roll(top, bottom)
    const reach = 10 + ((y - top) / (bottom - top)) * 46
    const x = roll(from, to)
    return line(`M${round(x - reach / 2)} ${round(y)}h${round(reach)}`, stroke, 2.4, `opacity="${round(roll(0.2, 0.75))}"`)
  })
}

/** A leaf on its stem, growing upwards from x, y. */
export function leaf(x: number, y: number, length: number, angle: number, fill: string, vein = 'none'): string {
  const w = length * 0.3
  return `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(angle)})">${path(`M0 0C${w} ${-length * 0.3} ${w} ${-length * 0.7} 0 ${-length}C${-w} ${-length * 0.7} ${-w} ${-length * 0.3} 0 0Z`, fill)}${line(`M0 ${-length * 0.08}V${-length * 0.82}`, vein, Math.max(1, length * 0.03), 'opacity=".6"')}</g>`
}

/** Steam, three soft strokes that rise from x, y. */
export function steam(x: number, y: number, tall: number, stroke = '#fff', opacity = 0.5): string {
  return times(3, (index) => {
    const at = x + (index - 1) * tall * 0.24
    const h = tall * (index === 1 ? 1 : 0.75)
    return line(`M${at} ${y}c${-h * 0.16} ${-h * 0.25} ${h * 0.16} ${-h * 0.35} 0 ${-h * 0.6}s${h * 0.08} ${-h * 0.3} 0 ${-h * 0.4}`, stroke, tall * 0.06, `opacity="${opacity}"`)
  })
}

/** A burning candle, its foot at x, y. */
export function candle(x: number, y: number, w: number, h: number, wax: string, glow: string): string {
  return at(
    x,
    y,
    1,
    circle(0, -h - w * 0.6, w * 3.2, `url(#${glow})`),
    rect(-w / 2, -h, w, h, wax, `rx="${w * 0.14}"`),
    rect(w * 0.12, -h, w * 0.38, h, '#000', `opacity=".07" rx="${w * 0.14}"`),
    oval(0, -h, w / 2, w * 0.13, '#fff', 'opacity=".55"'),
    line(`M0 ${-h}v${-w * 0.22}`, '#4b3a2f', w * 0.06),
    path(`M0 ${-h - w * 1.05}C${w * 0.3} ${-h - w * 0.6} ${w * 0.24} ${-h - w * 0.2} 0 ${-h - w * 0.18}C${-w * 0.24} ${-h - w * 0.2} ${-w * 0.3} ${-h - w * 0.6} 0 ${-h - w * 1.05}Z`, '#ffd166'),
    path(`M0 ${-h - w * 0.7}C${w * 0.14} ${-h - w * 0.45} ${w * 0.12} ${-h - w * 0.24} 0 ${-h - w * 0.22}C${-w * 0.12} ${-h - w * 0.24} ${-w * 0.14} ${-h - w * 0.45} 0 ${-h - w * 0.7}Z`, '#fff3c4'),
  )
}

/** A soft shadow on the ground or the table. */
export const shadow = (x: number, y: number, rx: number, ry: number, opacity = 0.2): string => oval(x, y, rx, ry, '#000', `opacity="${opacity}" filter="url(#soft)"`)
