import { candle, leaf, shadow, steam } from '../motifs.ts'
import { across, backdrop, blur, circle, clip, dice, down, group, light, line, oval, path, picture, rect, times, within } from '../svg.ts'
import { dublin } from './colors.ts'

const towel = (x: number, y: number, w: number, color: string, shade: string): string =>
  rect(x, y, w, 56, color, 'rx="28"') + circle(x + 28, y + 28, 28, shade) + line(`M${x + 28} ${y + 28}m-3 0a4 4 0 0 1 8 2a11 11 0 0 1-19 2a17 17 0 0 1 29-14a23 23 0 0 1 4 26`, color, 4.5) + line(`M${x + 66} ${y + 12}H${x + w - 22}`, '#fff', 5, 'opacity=".55"')

const stone = (x: number, y: number, rx: number, ry: number, tone: string): string =>
  oval(x, y + 4, rx, ry, '#000', 'opacity=".22"') + oval(x, y, rx, ry, tone) + oval(x - rx * 0.2, y - ry * 0.38, rx * 0.5, ry * 0.22, '#fff', 'opacity=".22"')

const bloom = (x: number, y: number, s: number, turn: number): string =>
  group(
    `translate(${x} ${y}) scale(${s}) rotate(${turn})`,
    times(3, (index) => group(`rotate(${index * 120})`, path('M0 0C-22-16-22-46 0-56C22-46 22-16 0 0Z', '#f7dce6'))),
    path('M0 2C-30-34-62-20-56 6C-50 26-18 20 0 2Z', '#fff4f8'),
    path('M0 2C30-34 62-20 56 6C50 26 18 20 0 2Z', '#ffe9f1'),
    path('M0 2C-13 8-12 26 0 32C12 26 13 8 0 2Z', '#b8386f'),
    circle(0, 2, 8, '#f2c14e'),
    line('M-14-6C-30-14-42-8-46 2M14-6C30-14 42-8 46 2', '#eab0c8', 2),
  )

const orchid = group(
  'translate(806 470)',
  line('M-6 -6C-40-150-14-270-138-330', '#4d7a52', 7),
  line('M4 -6C30-120 64-200 20-300', '#5b8d60', 6),
  bloom(-138, -330, 0.95, -20),
  bloom(-76, -290, 1.05, 8),
  bloom(-36, -216, 1.1, -6),
  bloom(20, -304, 0.95, 12),
  bloom(44, -222, 1, 4),
  leaf(-2, 0, 130, -64, '#3f7d5f', '#6aa784'),
  leaf(4, 0, 140, 62, '#356e53', '#6aa784'),
  leaf(0, 0, 96, -26, '#4a8b6b', '#6aa784'),
  path('M-54-8H54L40 78H-40Z', 'url(#pot)'),
  rect(-60, -16, 120, 18, '#f5ead6', 'rx="4"'),
)

const roll = dice(14)
const bowl = group(
  'translate(604 486)',
  shadow(0, 62, 130, 13, 0.28),
  path('M-118-12H118C112 44 62 62 0 62S-112 44-118-12Z', 'url(#bowl)'),
  oval(0, -12, 118, 25, '#c98a4d'),
  oval(0, -10, 106, 20, '#7fb7b5'),
  oval(-20, -13, 62, 8, '#b5dbd6'),
  times(9, (index) => {
    const x = -76 + index * 19
    return group(`translate(${x} ${Math.round(-12 + roll(-9, 9))}) rotate(${Math.round(roll(-60, 60))})`, path('M0 0C-9-5-9-17 0-20C9-17 9-5 0 0Z', index % 2 ? '#f08fae' : '#fbd0dc'))
  }),
)

export const spa = picture(
  'spa',
  [
    down('wall', '#20484a', '#2f6462', '#3d7a74'),
    down('dawn', '#f6c9a0', '#fbe7c8', '#cfe3d8'),
    down('table', '#a8703f', '#7c4a25'),
    across('pot', '#fff7ea', '#efe1c8', '#d6c19c'),
    across('bowl', '#b9773c', '#8a5226'),
    light('flame', '#ffdf9e', 0.85),
    light('sun', '#fff3d6', 0.8),
    clip('arch', '<path d="M120 360V190A130 130 0 0 1 380 190V360Z"/>'),
    blur('soft', 8),
  ],
  backdrop('url(#wall)'),
  times(13, (index) => rect(index * 78, 0, 2, 420, '#183a3c', 'opacity=".45"')),
  times(6, (index) => rect(0, 40 + index * 70, 960, 2, '#183a3c', 'opacity=".45"')),
  path('M106 374V190A144 144 0 0 1 394 190V374Z', '#f0e2c8'),
  within(
    'clip-path="url(#arch)"',
    rect(100, 40, 300, 340, 'url(#dawn)'),
    circle(270, 190, 120, 'url(#sun)'),
    path('M100 300Q180 240 260 286T420 262V400H100Z', '#8fb79a'),
    path('M100 330Q200 280 290 322T420 306V400H100Z', '#5c8f73'),
  ),
  rect(246, 62, 7, 300, '#f0e2c8'),
  rect(118, 206, 264, 7, '#f0e2c8'),
  rect(92, 362, 316, 18, '#fffaf0'),
  path('M394 120L760 600H420Z', '#fff3d6', 'opacity=".07"'),
  rect(0, 528, 960, 72, 'url(#table)'),
  rect(0, 520, 960, 14, '#c98a55'),
  orchid,
  shadow(206, 522, 150, 12, 0.3),
  towel(70, 464, 270, '#f7efdf', '#e4d6bb'),
  towel(92, 410, 226, '#cfe0d6', '#b3cdbf'),
  towel(118, 356, 176, '#f7efdf', '#e4d6bb'),
  leaf(214, 360, 70, 52, '#5a9a78', '#3f7d5f'),
  leaf(210, 360, 58, 20, '#3f7d5f', '#5a9a78'),
  shadow(416, 520, 66, 10, 0.34),
  stone(416, 500, 62, 24, '#3b4346'),
  stone(412, 464, 48, 18, '#4b5558'),
  stone(418, 436, 35, 14, '#5d696b'),
  stone(414, 413, 22, 10, '#76837f'),
  bowl,
  candle(512, 540, 34, 74, dublin.cream, 'flame'),
  candle(466, 552, 28, 46, '#f3dfc0', 'flame'),
  candle(724, 548, 30, 58, dublin.cream, 'flame'),
  steam(600, 452, 86, '#fff', 0.4),
)
