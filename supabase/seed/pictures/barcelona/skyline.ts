import { cloud, ridge } from '../motifs.ts'
import { backdrop, circle, dice, down, group, light, line, path, picture, rect, round, times, veil } from '../svg.ts'
import { blocks, church } from './city.ts'

const roll = dice(17)
const gull = (x: number, y: number, s: number): string => line(`M${x - 18 * s} ${y}q${9 * s} ${-11 * s} ${18 * s} 0q${9 * s} ${-11 * s} ${18 * s} 0`, '#5b2a3f', 2.6)

const crane = (x: number, top: number): string =>
  line(`M${x} 470V${top}M${x - 46} ${top + 12}H${x + 104}M${x} ${top - 16}L${x - 46} ${top + 12}M${x} ${top - 16}L${x + 104} ${top + 12}M${x + 84} ${top + 12}v34`, '#7d3b46', 3.4) + times(14, (index) => line(`M${x} ${top + 24 + index * 16}l6 8l-6 8`, '#7d3b46', 1.6))

const trees = times(34, (index) => {
  const x = index * 30 + roll(-10, 10)
  const r = roll(20, 38)
  return circle(round(x), round(586 - roll(0, 16)), round(r), index % 3 ? '#35523f' : '#45684a')
})

const roofs = times(7, (index) => {
  const x = -20 + index * 146
  const tone = ['#8f3f3a', '#a64f3f', '#7d3646'][index % 3] ?? '#8f3f3a'
  return (
    rect(x, 500 + (index % 2) * 14, 140, 110, ['#e0925f', '#d77d55', '#eab078'][index % 3] ?? '#e0925f') +
    path(`M${x - 8} ${504 + (index % 2) * 14}L${x + 20} ${474 + (index % 2) * 14}H${x + 120}L${x + 148} ${504 + (index % 2) * 14}Z`, tone) +
    times(4, (column) => rect(x + 14 + column * 32, 524 + (index % 2) * 14, 16, 30, '#6b2f3a', 'rx="7"') + rect(x + 10 + column * 32, 552 + (index % 2) * 14, 24, 4, '#5b2a33'))
  )
})

export const skyline = picture(
  'skyline',
  [
    down('sky', '#3d2a63', '#8d3f77', '#e4635b', '#ff9d55', '#ffd27a'),
    down('disc', '#fff0b0', '#ffc35a', '#ff8f4d'),
    light('sun', '#ffe08f', 0.85),
    veil('haze', '#ffb868', 0, 0.7),
  ],
  backdrop('url(#sky)'),
  circle(480, 300, 400, 'url(#sun)'),
  circle(480, 300, 188, 'url(#disc)'),
  times(4, (index) => rect(250, 352 + index * 30, 460, 4 + index * 3, '#f47f50', 'opacity=".55"')),
  cloud(170, 150, 1.2, '#c9527a', 0.5),
  cloud(800, 190, 1.5, '#d9605f', 0.45),
  cloud(640, 90, 0.8, '#a24a80', 0.5),
  gull(250, 220, 1),
  gull(300, 250, 0.7),
  gull(720, 250, 0.9),
  gull(690, 130, 0.6),
  ridge(4, 420, 34, '#a5496b', 5),
  ridge(9, 452, 20, '#8f3f63', 7),
  blocks(23, 506, 96, ['#b5546a', '#c2625f', '#a84a66', '#cf7560'], '#ffd98a'),
  crane(596, 226),
  church(480, 500, 1.34, '#7d3646', '#55233c', '#ffc46b'),
  blocks(41, 522, 70, ['#c9694f', '#b85a52', '#d98158'], '#ffe0a0'),
  rect(0, 380, 960, 160, 'url(#haze)', 'opacity=".5"'),
  roofs,
  group('translate(0 16)', trees),
)
