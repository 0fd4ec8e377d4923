import { cloud, ripples, shadow } from '../motifs.ts'
import { at, backdrop, blur, circle, dice, down, group, light, line, oval, path, picture, rect, times } from '../svg.ts'
import { palm, parasol } from './city.ts'
import { barcelona } from './colors.ts'

const roll = dice(6)
const boat = (x: number, y: number, s: number): string =>
  at(x, y, s, path('M-4-8V-118L-74-8Z', '#fffdf8'), path('M6-8V-104L52-8Z', barcelona.coral), path('M-78 0H66L44 26H-52Z', '#fffaf0'), path('M-72 10H60L52 18H-64Z', barcelona.sea), line('M0 0V-122', '#8a5b3a', 4), oval(0, 32, 84, 5, '#fff', 'opacity=".5"'))

const towel = group(
  'translate(322 520) rotate(-7)',
  path('M-110-34H104L126 40H-134Z', '#000', 'opacity=".14" transform="translate(4 8)"'),
  path('M-110-34H104L126 40H-134Z', barcelona.lime),
  times(5, (index) => path(`M${-96 + index * 42}-34h20l${4 - index} 74h-24Z`, index % 2 ? barcelona.sun : barcelona.sea)),
  oval(-62, -22, 44, 13, '#e8b25a'),
  oval(-62, -27, 24, 14, '#f3cd86'),
  path('M-86-26q24 10 48 0v5q-24 9-48 0Z', barcelona.coral),
  path('M30-14h46l8 24h-50Z', '#2f8a5f'),
  path('M54-14h22l8 24h-26Z', '#fffdf8'),
)

const ball = group(
  'translate(540 532)',
  shadow(4, 34, 40, 8, 0.25),
  circle(0, 0, 36, '#fffdf8'),
  path('M0-36C-30-24-30 24 0 36C-14 14-14-14 0-36Z', barcelona.coral),
  path('M0-36C30-24 30 24 0 36C40 30 46-28 0-36Z', barcelona.sun),
  path('M-36 0C-34-24-20-34 0-36C-24-22-28 20 0 36C-24 34-36 20-36 0Z', barcelona.sea),
  circle(-10, -16, 8, '#fff', 'opacity=".6"'),
)

const star = (x: number, y: number, r: number, turn: number): string =>
  group(`translate(${x} ${y}) rotate(${turn})`, times(5, (index) => path(`M0 0L${-r * 0.3} ${-r * 0.34}Q0 ${-r * 1.4} ${r * 0.3} ${-r * 0.34}Z`, '#e98a5a', `transform="rotate(${index * 72})"`)), circle(0, 0, r * 0.3, '#f3a877'))

export const beach = picture(
  'beach',
  [
    down('sky', '#56b7e0', '#a9e0ee', '#fdf0d0'),
    down('sea', '#1c86b3', '#2aa6c2', '#63cfd0', '#a6e8dd'),
    down('sand', '#f9e6bd', '#ecca8e', '#e0b878'),
    light('sun', '#fff8d8', 1),
    blur('soft', 7),
  ],
  backdrop('url(#sky)'),
  circle(240, 110, 220, 'url(#sun)'),
  circle(240, 110, 50, '#fff3b8'),
  cloud(560, 96, 1.3, '#fff', 0.9),
  cloud(820, 150, 0.9, '#fff', 0.8),
  cloud(80, 190, 0.7, '#fff', 0.7),
  path('M640 250Q720 196 800 214T960 190V262H640Z', '#7fa9b0'),
  path('M740 254Q820 220 880 232T960 224V262H740Z', '#5f939b'),
  rect(0, 250, 960, 200, 'url(#sea)'),
  ripples(12, 90, 262, 400, '#e9fbff'),
  boat(446, 300, 0.82),
  boat(668, 276, 0.42),
  path('M0 428Q120 402 240 424T480 420T720 430T960 412V470H0Z', '#fff', 'opacity=".75"'),
  path('M0 440Q120 416 240 436T480 432T720 444T960 424V600H0Z', '#d9b678'),
  path('M0 446Q120 424 240 442T480 440T720 450T960 432V600H0Z', 'url(#sand)'),
  path('M0 420Q120 396 240 416T480 412T720 420T960 404', 'none', 'stroke="#fff" stroke-width="4" opacity=".6"'),
  times(110, () => circle(Math.round(roll(0, 960)), Math.round(roll(462, 598)), roll(0.8, 2.2), roll(0, 1) > 0.5 ? '#c99c5c' : '#fff4d8', 'opacity=".7"')),
  shadow(196, 566, 170, 20, 0.22),
  parasol(178, 560, 300, 286, barcelona.coral, barcelona.lime),
  towel,
  ball,
  star(664, 566, 20, 12),
  star(610, 490, 13, 40),
  palm(868, 540, 330, barcelona.leaf, barcelona.leafDark),
  palm(796, 548, 224, '#3fa272', barcelona.leaf),
  shadow(850, 546, 96, 9, 0.22),
)
