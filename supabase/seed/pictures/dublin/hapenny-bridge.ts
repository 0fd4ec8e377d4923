import { cloud, ripples, stars } from '../motifs.ts'
import { backdrop, blur, circle, dice, down, group, light, line, oval, path, picture, rect, round, times, within } from '../svg.ts'
import { dublin } from './colors.ts'

// The deck of the bridge is a flat arch over the river; both ends rest on the quays.
const deckY = (x: number): number => 392 - 92 * (1 - ((x - 480) / 400) ** 2)
const ribY = (x: number): number => 446 - 112 * (1 - ((x - 480) / 372) ** 2)

function houses(seed: number, from: number, to: number): string {
  const roll = dice(seed)
  let x = from
  let all = ''
  while (x < to) {
    const w = roll(46, 84)
    const h = roll(96, 176)
    const top = 418 - h
    const shade = ['#2c2f55', '#3a3560', '#272a4c', '#433a66'][Math.floor(roll(0, 4))] ?? '#2c2f55'
    all += rect(x, top, w + 1, h + 8, shade)
    all += roll(0, 1) > 0.5 ? path(`M${x} ${top}L${x + w / 2} ${top - 22}L${x + w} ${top}Z`, shade) : rect(x, top - 5, w + 1, 5, '#1f2244')
    all += rect(x + w * 0.7, top - 30, 11, 32, '#1f2244')
    for (let row = 0; row < Math.floor(h / 34); row++)
      for (let column = 0; column < Math.floor(w / 22); column++) {
        const lit = roll(0, 1) > 0.42
        all += rect(x + 8 + column * 22, top + 12 + row * 32, 10, 17, lit ? '#ffd98a' : '#4b4a7a', lit ? `opacity="${round(roll(0.65, 1))}"` : 'opacity=".7"')
      }
    x += w
  }
  return all
}

const dome = group(
  'translate(740 286)',
  path('M-52 0A52 46 0 0 1 52 0Z', '#36507a'),
  path('M0-46A52 46 0 0 1 52 0H20Q16-34 0-46Z', '#24365c'),
  rect(-58, 0, 116, 12, '#2b3a63'),
  times(7, (index) => rect(-50 + index * 16, 12, 6, 44, '#3b4a78')),
  rect(-64, 56, 128, 70, '#2b3360'),
  rect(-6, -66, 12, 22, '#36507a'),
  circle(0, -70, 6, dublin.brass),
)

const posts = times(41, (index) => {
  const x = 90 + index * 19.5
  return line(`M${round(x)} ${round(deckY(x))}V${round(deckY(x) - 34)}`, '#f3ead8', 2.4)
})
const curve = (y: (x: number) => number, lift: number): string =>
  Array.from({ length: 41 }, (_, index) => 80 + index * 20)
    .map((x, index) => `${index ? 'L' : 'M'}${x} ${round(y(x) - lift)}`)
    .join('')
const struts = times(27, (index) => {
  const x = 136 + index * 26.5
  return line(`M${round(x)} ${round(deckY(x))}L${round(x)} ${round(ribY(x))}`, '#e2d6c2', 3)
})

const lantern = (x: number): string => {
  const y = deckY(x) - 30
  return (
    circle(x, y - 76, 74, 'url(#lamp)') +
    line(`M${x - 38} ${y}C${x - 38} ${y - 62} ${x + 38} ${y - 62} ${x + 38} ${y}`, '#fffaf0', 4) +
    line(`M${x} ${y - 46}v-16`, '#fffaf0', 4) +
    path(`M${x - 10} ${y - 86}h20l-4 25h-12Z`, '#fff0bd') +
    path(`M${x - 13} ${y - 85}L${x} ${y - 98}L${x + 13} ${y - 85}Z`, '#fffaf0')
  )
}

const bridge =
  line(curve(ribY, 0), '#fffaf0', 13) +
  line(curve(ribY, -12), '#bfae9a', 4) +
  struts +
  line(curve(deckY, 0), '#fffaf0', 12) +
  line(curve(deckY, -6), '#cdbfa4', 4) +
  posts +
  line(curve(deckY, 35), '#fffaf0', 5) +
  lantern(280) +
  lantern(480) +
  lantern(680)

const wall = rect(0, 420, 960, 46, '#3d3961') + rect(0, 416, 960, 7, '#6b6285') + times(16, (index) => rect(index * 62 + 14, 434, 30, 4, '#4d4874'))
const quay = (x: number): string => rect(x, 388, 112, 84, '#57507a') + rect(x - 6, 380, 124, 14, '#8a80a3') + times(6, (index) => rect(x + 8 + (index % 2) * 52, 404 + Math.floor(index / 2) * 22, 44, 16, '#645c88', 'rx="2"'))
const shore = dome + houses(11, -10, 980) + wall

export const hapennyBridge = picture(
  'hapenny-bridge',
  [
    down('sky', '#1b2750', '#4d4588', '#b3648a', '#f39a76', '#ffd7a1'),
    down('river', '#e59379', '#8a5b8f', '#343a72', '#141f45'),
    light('lamp', '#ffe3a1', 0.95),
    light('sun', '#fff0c9', 0.9),
    blur('soft', 2.2),
    blur('far', 9),
  ],
  backdrop('url(#sky)'),
  stars(5, 46, 170),
  circle(300, 404, 240, 'url(#sun)'),
  cloud(190, 170, 1.1, '#ffb59b', 0.4),
  cloud(690, 120, 1.4, '#c98bb0', 0.36),
  cloud(480, 236, 0.9, '#ffd0a6', 0.45),
  shore,
  rect(0, 464, 960, 136, 'url(#river)'),
  within('opacity=".34" filter="url(#soft)"', group('translate(0 930) scale(1 -1)', shore)),
  within('opacity=".55" filter="url(#soft)"', group('translate(0 912) scale(1 -1)', line(curve(ribY, 0), '#fffaf0', 13) + line(curve(deckY, 0), '#fffaf0', 10))),
  times(3, (index) => oval(280 + index * 200, 545, 13, 52, '#ffe3a1', 'opacity=".6" filter="url(#far)"')),
  ripples(3, 70, 470, 596, '#ffe7c2'),
  ripples(8, 40, 476, 598, '#2b2f66'),
  bridge,
  quay(-4),
  quay(852),
)
