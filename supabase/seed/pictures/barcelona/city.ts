import { dice, line, oval, path, rect, round, times } from '../svg.ts'

/** Flat roofs and lit windows from edge to edge, standing on `base`. */
export function blocks(seed: number, base: number, tall: number, tones: string[], window: string): string {
  const roll = dice(seed)
  let all = ''
  for (let x = -10; x < 970; ) {
    const w = roll(40, 78)
    const h = tall * roll(0.55, 1)
    const tone = tones[Math.floor(roll(0, tones.length))] ?? tones[0] ?? '#888'
    all += rect(x, base - h, w + 1, h, tone) + rect(x - 1, base - h - 4, w + 3, 5, '#fff', 'opacity=".22"')
    for (let row = 0; row < Math.floor(h / 22) - 1; row++)
      for (let column = 0; column < Math.floor(w / 15); column++) {
        if (roll(0, 1) > 0.25) all += rect(x + 7 + column * 14, base - h + 11 + row * 21, 6, 11, window, `opacity="${round(roll(0.4, 0.9))}"`)
      }
    if (roll(0, 1) > 0.6) all += rect(x + w * 0.3, base - h - 16, 14, 13, tone) + line(`M${round(x + w * 0.7)} ${round(base - h)}v-20`, '#5b3a3a', 1.6)
    x += w
  }
  return all
}

/** One honeycombed spire, as the city's great unfinished church has many; foot at x, y. */
export function spire(x: number, y: number, w: number, h: number, fill: string, shade: string, hole: string): string {
  const half = w / 2
  const body = `M${x - half} ${y}C${x - half} ${y - h * 0.5} ${x - half * 0.62} ${y - h * 0.8} ${x - half * 0.2} ${y - h * 0.93}L${x} ${y - h}L${x + half * 0.2} ${y - h * 0.93}C${x + half * 0.62} ${y - h * 0.8} ${x + half} ${y - h * 0.5} ${x + half} ${y}Z`
  const right = `M${x + half * 0.15} ${y}C${x + half * 0.3} ${y - h * 0.5} ${x + half * 0.2} ${y - h * 0.8} ${x} ${y - h}L${x + half * 0.2} ${y - h * 0.93}C${x + half * 0.62} ${y - h * 0.8} ${x + half} ${y - h * 0.5} ${x + half} ${y}Z`
  const rows = Math.floor(h / 17)
  const holes = times(rows - 2, (row) => {
    const up = (row + 1) / rows
    const reach = half * (1 - up ** 2.2) * 0.62
    return times(2, (side) => oval(x + (side ? reach : -reach) * 0.62, y - h * up * 0.9, Math.max(1.4, reach * 0.26), 4.6, hole))
  })
  const tip = oval(x, y - h - 2, w * 0.1, w * 0.16, '#f6c453') + line(`M${x} ${round(y - h - w * 0.2)}v${round(-w * 0.26)}M${round(x - w * 0.1)} ${round(y - h - w * 0.32)}h${round(w * 0.2)}`, '#f6c453', 2)
  return path(body, fill) + path(right, shade, 'opacity=".55"') + holes + tip
}

/** The whole church: a cluster of spires with a nave before it. */
export function church(x: number, y: number, s: number, fill: string, shade: string, hole: string): string {
  const at = (dx: number, w: number, h: number): string => spire(x + dx * s, y, w * s, h * s, fill, shade, hole)
  return (
    at(0, 46, 236) +
    at(-66, 34, 168) +
    at(66, 34, 168) +
    at(-104, 32, 150) +
    at(104, 32, 150) +
    at(-34, 34, 190) +
    at(34, 34, 190) +
    path(`M${x - 84 * s} ${y}V${y - 62 * s}L${x} ${y - 116 * s}L${x + 84 * s} ${y - 62 * s}V${y}Z`, fill) +
    path(`M${x} ${y - 116 * s}L${x + 84 * s} ${y - 62 * s}V${y}H${x + 20 * s}Z`, shade, 'opacity=".5"') +
    path(`M${x - 16 * s} ${y}V${y - 34 * s}Q${x} ${y - 60 * s} ${x + 16 * s} ${y - 34 * s}V${y}Z`, hole) +
    times(2, (side) => path(`M${x + (side ? 40 : -56) * s} ${y}v${-24 * s}q${8 * s} ${-14 * s} ${16 * s} 0v${24 * s}Z`, hole)) +
    oval(x, y - 78 * s, 10 * s, 10 * s, hole)
  )
}

/** A fan palm, its foot at x, y. */
export function palm(x: number, y: number, h: number, leaf: string, dark: string): string {
  const top = y - h
  const fronds = times(11, (index) => {
    const turn = -100 + index * 20
    const long = h * (0.42 + (index % 3) * 0.04)
    return `<g transform="translate(${x + h * 0.05} ${round(top)}) rotate(${turn})">${path(`M0 0C${round(long * 0.22)} ${round(-long * 0.4)} ${round(long * 0.2)} ${round(-long * 0.8)} ${round(long * 0.02)} ${round(-long)}C${round(-long * 0.02)} ${round(-long * 0.6)} ${round(-long * 0.06)} ${round(-long * 0.3)} 0 0Z`, index % 2 ? leaf : dark)}</g>`
  })
  return (
    path(`M${round(x - h * 0.035)} ${y}C${round(x - h * 0.02)} ${round(y - h * 0.5)} ${x} ${round(y - h * 0.8)} ${round(x + h * 0.03)} ${round(top)}h${round(h * 0.04)}C${round(x + h * 0.05)} ${round(y - h * 0.6)} ${round(x + h * 0.04)} ${round(y - h * 0.3)} ${round(x + h * 0.045)} ${y}Z`, '#8a5b3a') +
    times(8, (index) => line(`M${round(x - h * 0.02)} ${round(y - h * 0.1 * (index + 1))}l${round(h * 0.06)} ${round(-h * 0.02)}`, '#5f3b22', 1.6, 'opacity=".6"')) +
    fronds
  )
}

/** A striped parasol from the side; its pole's foot at x, y. */
export function parasol(x: number, y: number, w: number, h: number, one: string, two: string): string {
  const top = y - h
  const dip = w * 0.34
  const edge = (index: number): number => x - w / 2 + (w / 6) * index
  const stripes = times(6, (index) => path(`M${x} ${round(top)}Q${round((x + edge(index)) / 2 + (index < 3 ? -w * 0.06 : 0))} ${round(top + dip * 0.16)} ${round(edge(index))} ${round(top + dip)}Q${round(edge(index) + w / 12)} ${round(top + dip * 0.86)} ${round(edge(index + 1))} ${round(top + dip)}Q${round((x + edge(index + 1)) / 2 + (index >= 3 ? w * 0.06 : 0))} ${round(top + dip * 0.16)} ${x} ${round(top)}Z`, index % 2 ? two : one))
  return rect(x - 3, top, 6, h, '#f7ead2') + rect(x, top, 3, h, '#cbb28a') + stripes + oval(x, top - 3, 5, 5, one)
}
