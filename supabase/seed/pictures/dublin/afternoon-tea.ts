import { leaf, shadow, steam } from '../motifs.ts'
import { across, at, backdrop, blur, circle, dice, down, group, light, line, oval, path, picture, rect, times } from '../svg.ts'
import { dublin } from './colors.ts'

const plate = (y: number, rx: number): string =>
  oval(0, y + 7, rx, rx * 0.14, '#c9bfae') + oval(0, y, rx, rx * 0.15, '#fffdf8') + oval(0, y - 1, rx * 0.88, rx * 0.115, '#f3ece0') + oval(0, y, rx - 2, rx * 0.142, 'none', `stroke="${dublin.brass}" stroke-width="2.4"`)

const macaron = (x: number, y: number, color: string, cream: string): string =>
  path(`M${x - 21} ${y - 17}a21 14 0 0 1 42 0Z`, color) + rect(x - 20, y - 18, 40, 7, cream, 'rx="3"') + path(`M${x - 21} ${y - 11}h42a21 12 0 0 1-42 0Z`, color) + path(`M${x - 12} ${y - 26}q8-5 16-2`, 'none', 'stroke="#fff" stroke-width="2.4" opacity=".6" stroke-linecap="round"')

const scone = (x: number, y: number): string =>
  path(`M${x - 30} ${y}q-4-20 6-22h48q10 2 6 22Z`, '#d99a4e') +
  path(`M${x - 28} ${y - 22}q28-14 56 0q4-18-28-20t-28 20Z`, '#e7b366') +
  path(`M${x - 31} ${y - 20}q8 8 16 0t16 2t16-2t14 0q4-8-4-10h-54q-8 2-4 10Z`, '#fffaf0') +
  path(`M${x - 18} ${y - 26}q4-7 12-6t10 2t14 2q4 4-2 7h-30q-6 0-4-5Z`, '#b3202f')

const sandwich = (x: number, y: number, filling: string): string =>
  path(`M${x - 30} ${y}L${x + 6} ${y - 42}L${x + 40} ${y}Z`, '#fff6e0') + path(`M${x - 22} ${y - 10}L${x - 12} ${y - 20}H${x + 22}L${x + 32} ${y - 10}Z`, filling) + line(`M${x - 30} ${y}L${x + 6} ${y - 42}L${x + 40} ${y}`, '#d7a867', 4)

const stand = group(
  'translate(506 0)',
  shadow(0, 500, 190, 20, 0.22),
  rect(-5, 90, 10, 400, 'url(#brass)', 'rx="5"'),
  circle(0, 84, 17, 'none', 'stroke="url(#brass)" stroke-width="7"'),
  path('M-70 496q70-32 140 0Z', 'url(#brass)'),
  oval(0, 496, 72, 8, dublin.brassDark),
  plate(450, 196),
  times(5, (index) => sandwich(-134 + index * 64, 450, ['#7fb069', '#e8836b', '#f2c14e', '#7fb069', '#e8836b'][index] ?? '#7fb069')),
  plate(318, 146),
  scone(-88, 318),
  scone(-8, 322),
  scone(80, 318),
  plate(196, 110),
  macaron(-58, 194, '#e9a0b4', '#fff5f7'),
  macaron(0, 198, '#9fc8a8', '#f5fff7'),
  macaron(56, 194, '#f0c96a', '#fffaf0'),
  macaron(-28, 166, '#c7a5d9', '#fbf5ff'),
  macaron(28, 166, '#8fc1d4', '#f2fbff'),
)

const teapot = group(
  'translate(160 416) scale(.86)',
  shadow(0, 92, 128, 16),
  path('M92-10C150-22 150-78 184-84L176-100C130-98 128-52 84-40Z', 'url(#china)'),
  line('M-96 -34C-160-58-160 42-84 42', '#fffdf8', 15),
  line('M-96 -34C-160-58-160 42-84 42', '#d8cdbb', 3),
  path('M-104 20C-104-62-58-84 0-84S104-62 104 20C104 70 62 92 0 92S-104 70-104 20Z', 'url(#china)'),
  path('M-103 8C-60 26 60 26 103 8V26C60 46-60 46-103 26Z', dublin.bottle),
  line('M-102 4C-60 22 60 22 102 4M-102 32C-60 50 60 50 102 32', dublin.brass, 3),
  path('M-52-76Q0-110 52-76Q0-62-52-76Z', '#fffdf8'),
  circle(0, -102, 12, dublin.brass),
  path('M-78-20C-74-50-50-66-28-70', 'none', 'stroke="#fff" stroke-width="9" stroke-linecap="round" opacity=".9"'),
)

const cup = group(
  'translate(790 448)',
  shadow(0, 52, 112, 14),
  oval(0, 46, 104, 17, '#fffdf8'),
  oval(0, 44, 84, 12, '#ece3d4'),
  line('M58 -30C104-40 106 22 46 22', '#fffdf8', 11),
  path('M-66-44H66C66 14 38 44 0 44S-66 14-66-44Z', 'url(#china)'),
  path('M-65-20Q0-4 65-20L63-6Q0 10-63-6Z', dublin.bottle),
  oval(0, -44, 66, 12, '#fffdf8'),
  oval(0, -43, 58, 9, '#a4622b'),
  oval(-12, -44, 26, 3.5, '#c98446'),
)

const roll = dice(9)
const flowers = group(
  'translate(836 316)',
  times(9, (index) => leaf(0, 40, roll(70, 120), -56 + index * 14, index % 2 ? '#3f7d5f' : '#5a9a78')),
  times(8, (index) => {
    const x = -62 + (index % 4) * 40 + roll(-8, 8)
    const y = -62 + Math.floor(index / 4) * 46 + roll(-10, 10)
    return times(6, (petal) => group(`translate(${x} ${y}) rotate(${petal * 60})`, oval(0, -13, 9, 14, index % 3 ? '#f4b8c1' : '#fff1ec'))) + circle(x, y, 7, '#f2c14e')
  }),
  path('M-34 20h68l-10 92h-48Z', 'url(#china)'),
)

export const afternoonTea = picture(
  'afternoon-tea',
  [
    down('wall', '#bcd3c5', '#dbe6d8'),
    down('cloth', '#fffaf2', '#e5d9c4'),
    across('china', '#fffefb', '#f5eee2', '#d6cab6'),
    across('brass', dublin.brassDark, '#f6d58a', dublin.brassDark),
    light('sun', '#fff7dc', 0.9),
    blur('soft', 8),
  ],
  backdrop('url(#wall)'),
  times(4, (index) => at(40 + index * 240, 44, 1, rect(0, 0, 190, 330, 'none', 'rx="3" stroke="#fff" stroke-width="5" opacity=".65"') + rect(12, 12, 166, 306, 'none', 'rx="2" stroke="#8fb09d" stroke-width="1.6" opacity=".6"'))),
  circle(190, 90, 330, 'url(#sun)'),
  rect(0, 468, 960, 132, 'url(#cloth)'),
  rect(0, 468, 960, 5, '#fff'),
  times(7, (index) => path(`M${60 + index * 150} 520q12 40 0 80h26q10-40-26-80Z`, '#d8cab0', 'opacity=".35"')),
  flowers,
  stand,
  teapot,
  steam(322, 318, 62, '#fff', 0.75),
  cup,
  steam(790, 392, 62, '#fff', 0.8),
)
