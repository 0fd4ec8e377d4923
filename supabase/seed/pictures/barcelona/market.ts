import { leaf, shadow } from '../motifs.ts'
import { blur, circle, dice, down, group, light, line, oval, path, picture, rect, round, times } from '../svg.ts'
import { barcelona } from './colors.ts'

const roll = dice(52)
const fruit = (x: number, y: number, r: number, color: string, dark: string): string =>
  circle(x, y, r, color) + path(`M${x} ${y + r}A${r} ${r} 0 0 0 ${x + r} ${y}Q${x + r * 0.5} ${y + r * 0.6} ${x} ${y + r}Z`, dark, 'opacity=".5"') + oval(x - r * 0.36, y - r * 0.4, r * 0.26, r * 0.18, '#fff', 'opacity=".65"')

const crate = (x: number, y: number, w: number, fill: string): string =>
  fill +
  path(`M${x} ${y}H${x + w}L${x + w - 8} ${y + 78}H${x + 8}Z`, '#b9773c') +
  rect(x + 2, y + 6, w - 4, 18, '#d79a58') +
  rect(x + 5, y + 30, w - 10, 18, '#cb8b49') +
  rect(x + 8, y + 54, w - 16, 18, '#bd7d3d') +
  times(2, (index) => rect(x + 14 + index * (w - 44), y, 16, 76, '#8f5626'))

const heap = (x: number, y: number, w: number, r: number, color: string, dark: string, extra: (fx: number, fy: number, index: number) => string = () => ''): string => {
  let all = ''
  let count = 0
  const columns = Math.floor(w / (r * 1.75))
  for (let row = 3; row >= 0; row--)
    for (let column = 0; column < columns - row * 0.9; column++) {
      const fx = round(x + r + (w - r * 2) * ((column + row * 0.5) / Math.max(1, columns - 1)) + roll(-2, 2))
      const fy = round(y + 4 - row * r * 1.1)
      if (fx < x + w - r * 0.6) all += fruit(fx, fy, r, color, dark) + extra(fx, fy, count++)
    }
  return all
}

const stem = (x: number, y: number): string => line(`M${x} ${y - 16}q3-9 8-11`, '#5b7a2f', 3)
const crown = (x: number, y: number, index: number): string => (index % 2 ? '' : group(`translate(${x} ${y - 14})`, times(5, (spike) => path('M0 0L-4-9L0-15L4-9Z', barcelona.leaf, `transform="rotate(${spike * 40 - 80})"`))))

const melon = (x: number, y: number): string =>
  group(`translate(${x} ${y})`, path('M-76 0A76 76 0 0 0 76 0Z', '#2f7a3f'), path('M-68 0A68 68 0 0 0 68 0Z', '#e9f5c9'), path('M-60 0A60 60 0 0 0 60 0Z', '#ee4a4f'), times(9, (index) => oval(round(-42 + index * 10.5), round(14 + (index % 3) * 12), 3, 5, '#2a2233')))

const pineapple = (x: number, y: number): string =>
  group(
    `translate(${x} ${y})`,
    times(9, (index) => path('M0 0C-9-26-5-52 0-70C5-52 9-26 0 0Z', index % 2 ? '#3fa272' : '#1d6344', `transform="translate(0 -78) rotate(${index * 16 - 64})"`)),
    oval(0, -36, 36, 50, '#e9a52b'),
    times(6, (index) => line(`M${-32 + index * 4} ${-66 + index * 14}l${36 + index * 2} ${22}M${32 - index * 4} ${-66 + index * 14}l${-36 - index * 2} ${22}`, '#b9701b', 2.2, 'opacity=".7"')),
    oval(-12, -56, 8, 14, '#fff', 'opacity=".3"'),
  )

const ham = (x: number): string =>
  group(`translate(${x} 132)`, line('M0 -30V0', '#6b4a2c', 4), path('M-10 0h20l4 26C40 50 46 104 20 130Q0 146-20 130C-46 104-40 50-14 26Z', '#8f3a2a'), path('M-6 4h8C0 50-26 80-14 126C-38 100-30 56-8 28Z', '#c0654a', 'opacity=".7"'), rect(-12, 0, 24, 12, '#f6e7cd'))

const awning = times(12, (index) => {
  const x = index * 80
  const color = index % 2 ? '#fff6e6' : barcelona.coral
  return path(`M${x} 0H${x + 80}V92Q${x + 40} 126 ${x} 92Z`, color)
})

const garlic = (x: number): string => group(`translate(${x} 128)`, line('M0 -26V96', '#b99a63', 4), times(6, (index) => group(`translate(${index % 2 ? 12 : -12} ${6 + index * 16})`, path('M0-14C-6-6-15-4-14 5S-6 14 0 14S13 13 14 5S6-6 0-14Z', '#fffaf0'), line('M0 -12V12M-6 -4Q-9 4-5 11M6 -4Q9 4 5 11', '#dccbb0', 1.6))))

const lampAt = (x: number): string => circle(x, 178, 120, 'url(#glow)') + line(`M${x} 90v60`, '#3b2a22', 3) + path(`M${x - 30} 176q4-28 30-28t30 28Z`, '#2a5b66') + oval(x, 176, 30, 6, '#fff3c0')

export const market = picture(
  'market',
  [down('hall', '#7a3f33', '#9a5540', '#6b352c'), down('counter', '#2c7d96', '#1b566b'), light('glow', '#ffdf95', 0.85), blur('soft', 6)],
  rect(0, 0, 960, 600, 'url(#hall)'),
  times(5, (index) => path(`M${-40 + index * 220} 420V210A80 80 0 0 1 ${120 + index * 220} 210V420Z`, '#5b2a25') + path(`M${-28 + index * 220} 420V212A68 68 0 0 1 ${108 + index * 220} 212V420Z`, '#e8b06a', 'opacity=".3"')),
  rect(0, 330, 960, 14, '#5b3317'),
  ham(90),
  ham(176),
  ham(812),
  garlic(266),
  garlic(890),
  lampAt(350),
  lampAt(620),
  crate(20, 300, 190, heap(26, 298, 178, 21, '#f2c21f', '#c98f0e')),
  crate(230, 300, 220, heap(236, 296, 208, 25, '#f6892b', '#c95f10', stem)),
  crate(470, 300, 200, heap(476, 298, 188, 19, '#8fc04a', '#5f8f2a')),
  crate(690, 300, 250, heap(698, 296, 234, 26, '#c9283a', '#8a1525', stem)),
  rect(0, 378, 960, 12, '#8f5626'),
  pineapple(84, 474),
  pineapple(166, 482),
  crate(240, 424, 230, heap(246, 424, 218, 16, '#e2303f', '#a3182a', crown)),
  crate(490, 424, 210, heap(496, 424, 198, 18, '#6a3a8a', '#43205f')),
  melon(796, 408),
  melon(870, 436),
  fruit(742, 462, 44, '#2f7a3f', '#1d5a2c'),
  times(5, (index) => path(`M${708 + index * 16} ${424 + Math.abs(index - 2) * 4}q${(index - 2) * 6} 36 0 76`, 'none', 'stroke="#8fc04a" stroke-width="4" opacity=".7"')),
  rect(0, 496, 960, 104, 'url(#counter)'),
  rect(0, 490, 960, 14, '#f6e7cd'),
  times(16, (index) => group(`translate(${30 + index * 60} 552)`, path('M0-26L26 0L0 26L-26 0Z', '#fff6e6'), path('M0-15L15 0L0 15L-15 0Z', index % 2 ? barcelona.coral : barcelona.sun))),
  times(4, (index) => leaf(30 + index * 12, 494, 42, -50 + index * 30, index % 2 ? '#3fa272' : barcelona.leaf)),
  shadow(480, 590, 500, 10, 0.3),
  rect(0, 84, 960, 30, '#000', 'opacity=".22" filter="url(#soft)"'),
  awning,
  rect(0, 0, 960, 10, '#000', 'opacity=".16"'),
)
