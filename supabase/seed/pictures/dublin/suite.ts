import { leaf, shadow } from '../motifs.ts'
import { across, backdrop, blur, circle, clip, dice, down, group, light, line, path, picture, rect, times, within } from '../svg.ts'
import { dublin } from './colors.ts'

const pillow = (x: number, y: number, w: number, h: number, fill: string, shade: string): string =>
  path(`M${x} ${y + 8}Q${x + w / 2} ${y - 6} ${x + w} ${y + 8}Q${x + w + 8} ${y + h / 2} ${x + w} ${y + h - 4}Q${x + w / 2} ${y + h + 8} ${x} ${y + h - 4}Q${x - 8} ${y + h / 2} ${x} ${y + 8}Z`, fill) +
  path(`M${x + w * 0.1} ${y + h * 0.8}Q${x + w / 2} ${y + h * 0.96} ${x + w * 0.94} ${y + h * 0.76}`, 'none', `stroke="${shade}" stroke-width="4" stroke-linecap="round" opacity=".7"`)

const lamp = (x: number): string =>
  circle(x, 268, 170, 'url(#glow)') +
  rect(x - 62, 408, 124, 130, '#5c3219', 'rx="4"') +
  rect(x - 68, 400, 136, 12, '#7d4a28', 'rx="3"') +
  rect(x - 50, 424, 100, 44, '#6d3e20', 'rx="3"') +
  circle(x, 446, 5, dublin.brass) +
  rect(x - 50, 476, 100, 44, '#6d3e20', 'rx="3"') +
  circle(x, 498, 5, dublin.brass) +
  path(`M${x - 22} 400c-14-30 8-44 8-70h28c0 26 22 40 8 70Z`, 'url(#china)') +
  path(`M${x - 30} 238h60l22 92h-104Z`, 'url(#shade)')

const roll = dice(31)
const garden = within(
  'clip-path="url(#pane)"',
  rect(600, 40, 300, 400, 'url(#sky)'),
  path('M590 300Q660 270 730 296T900 280V460H590Z', '#7fae86'),
  times(7, (index) => rect(604 + index * 46, 236 + (index % 3) * 8, 40, 96, ['#b4695a', '#a65440', '#c27a66'][index % 3] ?? '#a65440') + times(2, (column) => rect(612 + index * 46 + column * 16, 256 + (index % 3) * 8, 8, 16, '#fbe7c8'))),
  times(9, (index) => circle(610 + index * 36, 320 + roll(-8, 8), roll(26, 40), index % 2 ? '#2f7a57' : '#43936b')),
  path('M590 356H910V460H590Z', '#9cc48a'),
)

const curtain = (x: number, turn: number): string =>
  group(
    `translate(${x} 0) scale(${turn} 1)`,
    path('M0 24H96C92 150 60 230 28 300C20 380 22 440 30 520H-14C-22 380-10 160 0 24Z', 'url(#drape)'),
    times(4, (index) => line(`M${14 + index * 22} 26C${12 + index * 20} 150 ${4 + index * 10} 230 ${4 + index * 5} 300`, '#7d2330', 3, 'opacity=".45"')),
    rect(-14, 292, 52, 14, dublin.brass, 'rx="6"'),
  )

const bed = group(
  'translate(330 0)',
  shadow(0, 566, 290, 16, 0.34),
  path('M-224 480V190C-224 130-170 150-140 120C-90 72 90 72 140 120C170 150 224 130 224 190V480Z', '#28466b'),
  path('M-204 480V200C-204 156-156 168-128 138C-82 96 82 96 128 138C156 168 204 156 204 200V480Z', '#325782'),
  times(15, (index) => circle(-140 + (index % 5) * 70, 178 + Math.floor(index / 5) * 56, 5, '#20395a')),
  times(12, (index) => line(`M${-140 + (index % 4) * 70} ${178 + Math.floor(index / 4) * 56}l35 28l35-28`, '#284a70', 2.4)),
  pillow(-184, 300, 170, 92, '#fffdf8', '#d9cdb8'),
  pillow(14, 300, 170, 92, '#fffdf8', '#d9cdb8'),
  pillow(-128, 336, 120, 70, '#e9dcc3', '#c9b88f'),
  pillow(8, 336, 120, 70, '#e9dcc3', '#c9b88f'),
  pillow(-54, 356, 108, 56, '#0f6b52', '#0a4a39'),
  path('M-232 410Q0 380 232 410L250 570H-250Z', 'url(#sheet)'),
  path('M-238 460Q0 436 238 460L250 572H-250Z', '#a8343c'),
  path('M-239 468Q0 444 239 468L241 484Q0 460-241 484Z', dublin.brass),
  times(8, (index) => line(`M${-190 + index * 54} ${490 - Math.round(Math.sin((index / 7) * Math.PI) * 16)}L${-204 + index * 58} 568`, '#86242c', 3, 'opacity=".5"')),
  rect(-252, 560, 504, 16, '#4a2a15', 'rx="4"'),
)

const vase = group('translate(850 470)', times(7, (index) => leaf(0, -40, 70 + (index % 3) * 18, -54 + index * 18, index % 2 ? '#3f7d5f' : '#5a9a78')), times(6, (index) => circle(-50 + index * 20, -116 - (index % 3) * 14, 13, index % 2 ? '#fff1ec' : '#f4b8c1') + circle(-50 + index * 20, -116 - (index % 3) * 14, 5, '#e88fa0')), path('M-22-46h44l8 40q0 22-30 22t-30-22Z', 'url(#china)'))

export const suite = picture(
  'suite',
  [
    down('wall', '#dfe7dc', '#c7d6c9'),
    down('sky', '#ffd9b0', '#fdeccf', '#dcebe4'),
    across('shade', '#fff6dd', '#ffe3a6', '#f6cf8a'),
    across('china', '#fffdf8', '#e4ded0', '#bfb6a2'),
    across('drape', '#a8343c', '#c2474e', '#932b34'),
    down('sheet', '#fffdf8', '#efe6d5'),
    down('floor', '#a8774a', '#7c5230'),
    light('glow', '#ffe7ae', 0.85),
    clip('pane', rect(622, 50, 236, 390, '#fff')),
    blur('soft', 8),
  ],
  backdrop('url(#wall)'),
  times(3, (index) => rect(30 + index * 196, 34, 168, 420, 'none', 'stroke="#fff" stroke-width="5" rx="3" opacity=".75"')),
  rect(0, 500, 960, 100, 'url(#floor)'),
  rect(0, 490, 960, 14, '#fffaf0'),
  rect(606, 36, 268, 462, '#fffaf0'),
  garden,
  rect(622, 226, 236, 8, '#fffaf0'),
  times(2, (index) => rect(698 + index * 78, 50, 6, 390, '#fffaf0')),
  rect(596, 436, 288, 16, '#fffaf0'),
  path('M622 440L420 600H860L858 440Z', '#fff3d0', 'opacity=".16"'),
  curtain(578, 1),
  curtain(902, -1),
  rect(552, 14, 376, 14, dublin.brass, 'rx="7"'),
  circle(552, 21, 11, dublin.brass),
  circle(928, 21, 11, dublin.brass),
  group('translate(50 0)', lamp(6)),
  bed,
  lamp(600),
  group('translate(-18 0)', rect(800, 486, 130, 10, '#7d4a28', 'rx="3"'), rect(812, 496, 8, 88, '#5c3219'), rect(910, 496, 8, 88, '#5c3219'), vase),
)
