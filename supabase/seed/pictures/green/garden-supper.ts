import { candle, leaf, ridge, stars } from '../motifs.ts'
import { backdrop, blur, circle, dice, down, group, light, line, oval, path, picture, rect, round, times } from '../svg.ts'
import { green } from './colors.ts'

const roll = dice(35)
const tree = (x: number, y: number, s: number, tone: string, bright: string): string =>
  group(
    `translate(${x} ${y}) scale(${s})`,
    path('M-16 0C-10-80-14-130-24-180h20L4-150L30-190h16C18-140 16-80 20 0Z', green.bark),
    times(13, () => circle(round(roll(-110, 110)), round(roll(-300, -170)), round(roll(44, 72)), roll(0, 1) > 0.45 ? tone : bright)),
    times(15, () => circle(round(roll(-120, 120)), round(roll(-310, -150)), 9, '#e2503f')),
  )

const string = (x1: number, y1: number, x2: number, y2: number, sag: number): string => {
  const bulbs = times(9, (index) => {
    const t = (index + 0.5) / 9
    const x = x1 + (x2 - x1) * t
    const y = y1 + (y2 - y1) * t + sag * 4 * t * (1 - t) * 0.5
    return circle(round(x), round(y + 14), 32, 'url(#bulb)') + line(`M${round(x)} ${round(y)}v7`, '#3a2a1d', 3) + oval(x, y + 15, 7, 9, '#fff3c4')
  })
  return line(`M${x1} ${y1}Q${(x1 + x2) / 2} ${(y1 + y2) / 2 + sag} ${x2} ${y2}`, '#3a2a1d', 2.6) + bulbs
}

const chair = (x: number, y: number, s: number, color: string, back: boolean): string =>
  group(`translate(${x} ${y}) scale(${s})`, back ? path('M-34 0V-92Q0-108 34-92V0H26V-40H-26V0Z', color) + line('M-12 -96V-40M12 -98V-40', color, 6) : path('M-44 0V-96Q0-118 44-96V0H34V-34H-34V0Z', color) + line('M-16 -102V-34M16 -102V-34', color, 8) + rect(-44, -40, 88, 12, color, 'rx="4"') + rect(-42, -28, 9, 110, color) + rect(33, -28, 9, 110, color))

const plate = (x: number, y: number): string => oval(x, y + 3, 52, 13, '#b9a27c', 'opacity=".6"') + oval(x, y, 52, 13, '#fffdf8') + oval(x, y - 1, 38, 8.6, '#eadfca') + path(`M${x - 20} ${y - 4}q10-14 22-6t18-2q4 8-8 11h-24q-8 0-8-3Z`, green.moss) + circle(x + 10, y - 5, 6, '#e2503f') + circle(x - 8, y - 3, 5, green.honeyLight)
const glass = (x: number, y: number): string => oval(x, y, 13, 3.4, '#fff', 'opacity=".7"') + rect(x - 1.6, y - 26, 3.2, 26, '#fff', 'opacity=".8"') + path(`M${x - 13} ${y - 56}Q${x - 16} ${y - 28} ${x} ${y - 24}Q${x + 16} ${y - 28} ${x + 13} ${y - 56}Z`, '#fff', 'opacity=".35"') + path(`M${x - 14} ${y - 44}Q${x - 13} ${y - 28} ${x} ${y - 25}Q${x + 13} ${y - 28} ${x + 14} ${y - 44}Z`, '#a3213f')

const bread = group('translate(366 446)', oval(0, 6, 62, 14, '#8a5a30'), oval(0, 0, 62, 14, '#b87f4a'), path('M-50-4C-54-34 50-38 50-4C30 6-30 6-50-4Z', '#c9853f'), times(4, (index) => line(`M${-28 + index * 18} -22l8 14`, '#f3cf93', 5)))
const bowl = group('translate(600 448)', times(15, () => leaf(round(roll(-46, 46)), round(roll(-14, 0)), roll(24, 36), roll(-70, 70), roll(0, 1) > 0.5 ? green.moss : green.mossLight)), times(6, () => circle(round(roll(-40, 40)), round(roll(-22, -8)), 9, '#e2503f')), path('M-66-10H66Q58 34 0 34T-66-10Z', '#b0743c'), path('M-66-10H66L63 2H-63Z', '#d9a063'))

export const gardenSupper = picture(
  'garden-supper',
  [
    down('sky', '#26305f', '#6a568f', '#d98b86', '#ffc78f'),
    down('grass', '#4d7f4c', '#1f4a34'),
    down('cloth', '#fffaf0', '#e6d8bd'),
    light('bulb', '#ffe7a0', 0.95),
    light('flame', '#ffdf9e', 0.8),
    light('spill', '#ffd98a', 0.6),
    light('sun', '#ffe6bd', 0.85),
    blur('soft', 8),
  ],
  backdrop('url(#sky)'),
  stars(6, 40, 150),
  circle(480, 340, 300, 'url(#sun)'),
  ridge(4, 318, 40, '#6f6a9a', 5),
  ridge(9, 350, 22, '#4f6a6e', 6),
  ridge(15, 376, 12, '#3f6a55', 5),
  path('M0 380Q240 364 480 380T960 372V600H0Z', 'url(#grass)'),
  tree(470, 400, 0.5, '#3f7a55', '#55966a'),
  tree(300, 410, 0.6, '#376e4d', '#4f8f63'),
  tree(664, 408, 0.62, '#376e4d', '#4f8f63'),
  tree(96, 470, 1.12, '#2b5f42', '#3f7d56'),
  tree(872, 474, 1.16, '#2b5f42', '#3f7d56'),
  string(60, 150, 480, 176, 70),
  string(480, 176, 910, 150, 70),
  string(120, 214, 848, 220, 90),
  circle(480, 470, 420, 'url(#spill)'),
  times(5, (index) => chair(240 + index * 120, 436, 0.8, '#5b3a20', true)),
  oval(480, 588, 420, 18, '#000', 'opacity=".35" filter="url(#soft)"'),
  path('M170 424H790L866 500H94Z', 'url(#cloth)'),
  path('M94 500H866L862 566Q780 552 700 566T540 566T380 566T220 566T98 566Z', '#efe3cb'),
  times(9, (index) => path(`M${150 + index * 84} 502l-4 60h16l-2-60Z`, '#d3c29f', 'opacity=".5"')),
  path('M432 424H528L548 500H412Z', '#a9c48a'),
  path('M412 500H548L550 562Q480 552 410 562Z', '#8fb070'),
  times(13, (index) => leaf(424 + index * 9, 462 + (index % 2) * 8, 32, -80 + index * 14, index % 2 ? green.moss : '#3f7a55')),
  times(5, (index) => circle(440 + index * 20, 452 + (index % 2) * 8, 9, index % 2 ? '#fff1ec' : '#f4a8b0')),
  plate(252, 440),
  plate(704, 440),
  plate(196, 478),
  plate(330, 484),
  plate(640, 484),
  plate(766, 478),
  glass(306, 440),
  glass(652, 438),
  glass(262, 478),
  glass(704, 482),
  bread,
  bowl,
  candle(424, 474, 17, 52, green.cream, 'flame'),
  candle(536, 474, 17, 52, green.cream, 'flame'),
  candle(480, 488, 19, 70, green.cream, 'flame'),
  times(4, (index) => chair(208 + index * 182, 540, 1, index % 2 ? '#7a4a24' : '#6b3f1f', false)),
)
