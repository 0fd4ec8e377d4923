import { shadow } from '../motifs.ts'
import { across, backdrop, blur, circle, dice, down, group, light, line, oval, path, picture, rect, round, times } from '../svg.ts'
import { dublin } from './colors.ts'

function books(seed: number, x: number, y: number, w: number): string {
  const roll = dice(seed)
  const covers = ['#8a2b2b', '#1f5c43', '#28466b', '#b8842f', '#5b3a6b', '#d8c9a5', '#7a4a24', '#2f6f73']
  let all = ''
  for (let at = x; at < x + w - 10; ) {
    const thick = Math.min(roll(11, 22), x + w - at)
    const tall = roll(50, 72)
    const cover = covers[Math.floor(roll(0, covers.length))] ?? '#8a2b2b'
    all += rect(at, y - tall, thick - 1.5, tall, cover, 'rx="1.5"') + rect(at, y - tall + 9, thick - 1.5, 4, dublin.brass, 'opacity=".7"') + rect(at, y - 16, thick - 1.5, 3, dublin.brass, 'opacity=".5"')
    at += thick
  }
  return all
}

const bookcase = (x: number, w: number, seed: number): string =>
  rect(x, 40, w, 460, '#4a2a15') +
  rect(x + 10, 50, w - 20, 446, '#2a1509') +
  times(5, (index) => books(seed + index, x + 12, 132 + index * 88, w - 24) + rect(x + 8, 132 + index * 88, w - 16, 10, '#6b4223')) +
  rect(x - 8, 26, w + 16, 18, '#6b4223')

const flame = (x: number, h: number, color: string): string =>
  path(`M${x} ${430 - h}C${x + h * 0.36} ${430 - h * 0.55} ${x + h * 0.34} ${430 - h * 0.2} ${x + h * 0.14} 430H${x - h * 0.16}C${x - h * 0.36} ${430 - h * 0.24} ${x - h * 0.1} ${430 - h * 0.5} ${x} ${430 - h}Z`, color)

const fireplace = group(
  'translate(0 30)',
  rect(286, 180, 330, 300, '#efe4cf'),
  rect(296, 200, 310, 280, '#fbf4e4'),
  times(2, (index) => rect(304 + index * 250, 214, 44, 266, 'none', 'stroke="#d3c29f" stroke-width="4"')),
  rect(362, 232, 178, 248, '#1a1210'),
  path('M362 480V290A89 66 0 0 1 540 290V480Z', '#2c1a14'),
  circle(450, 400, 150, 'url(#fire)'),
  flame(414, 92, '#e4572e'),
  flame(486, 104, '#e4572e'),
  flame(450, 140, '#f0802f'),
  flame(432, 84, '#ffb238'),
  flame(470, 76, '#ffb238'),
  flame(451, 62, '#ffe08a'),
  rect(392, 424, 118, 22, '#5b3316', 'rx="11" transform="rotate(6 450 434)"'),
  rect(392, 428, 118, 22, '#6f4120', 'rx="11" transform="rotate(-7 450 438)"'),
  circle(394, 432, 9, '#c98f55'),
  circle(509, 430, 9, '#c98f55'),
  times(7, (index) => rect(376 + index * 24, 440, 5, 34, '#0f0a09')),
  rect(372, 438, 158, 6, '#0f0a09'),
  rect(262, 160, 378, 24, '#fffaf0'),
  rect(274, 184, 354, 10, '#d9c9a8'),
  rect(250, 476, 402, 20, '#d8ccb4'),
)

const mantel = group(
  'translate(0 30)',
  rect(362, 0, 178, 130, dublin.brassDark, 'rx="3"'),
  rect(372, 10, 158, 110, '#a9c4c9'),
  path('M372 120V84Q410 54 452 80T530 66V120Z', '#4d7a5f'),
  path('M372 120V100Q430 82 530 98V120Z', '#2f5c4a'),
  circle(496, 38, 14, '#ffe7b0'),
  times(2, (index) => rect(300 + index * 292, 112, 12, 48, '#fff6e2', 'rx="2"') + rect(292 + index * 292, 154, 28, 8, dublin.brass) + path(`M${306 + index * 292} 92c8 8 6 18 0 19c-6-1-8-11 0-19Z`, '#ffce6b')),
  times(2, (index) => circle(306 + index * 292, 104, 46, 'url(#glow)')),
)

const chair = group(
  'translate(742 520)',
  shadow(0, 6, 150, 16, 0.4),
  times(2, (index) => path(`M${index ? 76 : -88} -36h14l${index ? 6 : -6} 42h-10Z`, '#3d2110')),
  path('M-96-36V-236C-96-300-60-330 4-330S104-300 104-236V-36Z', '#0f4c3a'),
  path('M-72-150V-232C-72-284-44-306 4-306S80-284 80-232V-150Z', '#16614b'),
  times(9, (index) => circle(-48 + (index % 3) * 52, -270 + Math.floor(index / 3) * 46, 4.5, '#0a3529')),
  times(9, (index) => line(`M${-48 + (index % 3) * 52} ${-270 + Math.floor(index / 3) * 46}l26 23l26-23`, '#0d4334', 2.2, 'opacity=".8"')),
  path('M-122-150C-122-186-74-186-74-150V-30H-122Z', '#135643'),
  path('M130-150C130-186 82-186 82-150V-30H130Z', '#0d4334'),
  rect(-78, -128, 164, 52, '#1d7259', 'rx="20"'),
  rect(-100, -82, 208, 52, '#0f4c3a', 'rx="8"'),
  path('M-62-120h116', 'none', 'stroke="#4fa486" stroke-width="5" stroke-linecap="round" opacity=".7"'),
  path('M-20-128q40-70 80-16l-6 26h-70Z', '#d9a441'),
  path('M-10-126q34-54 64-14', 'none', 'stroke="#f3cf86" stroke-width="4"'),
)

const table = group(
  'translate(596 548)',
  shadow(0, 24, 76, 10, 0.4),
  rect(-5, -92, 10, 108, '#6b3f1f'),
  path('M-44 24Q0-10 44 24Z', '#6b3f1f'),
  oval(0, -94, 76, 13, '#54300f'),
  oval(0, -100, 76, 13, '#8a5528'),
  path('M-34-154H14L8-104H-28Z', '#fff', 'opacity=".28"'),
  path('M-31-132H11L8-104H-28Z', '#c9761f'),
  path('M-22-128l16-6l10 14l-16 8Z', '#ffe3b3', 'opacity=".65"'),
  oval(-10, -154, 24, 4, '#fff', 'opacity=".6"'),
  rect(26, -116, 40, 9, '#8a2b2b', 'rx="2"'),
  rect(30, -125, 34, 9, '#28466b', 'rx="2"'),
)

const roll = dice(2)
export const fireside = picture(
  'fireside',
  [
    down('wall', '#1d3a47', '#24505a', '#1b3c47'),
    down('floor', '#6b4024', '#3d200f'),
    light('fire', '#ff9d3c', 0.9),
    light('glow', '#ffd98a', 0.6),
    light('room', '#ffb45c', 0.42),
    across('rug', '#7d2330', '#a8343c', '#7d2330'),
    blur('soft', 8),
  ],
  backdrop('url(#wall)'),
  times(12, (index) => rect(240 + index * 40, 0, 16, 500, '#fff', 'opacity=".025"')),
  rect(0, 500, 960, 100, 'url(#floor)'),
  times(12, (index) => line(`M${round(-60 + index * 96)} 600L${round(120 + index * 66)} 500`, '#2b1509', 2, 'opacity=".6"')),
  bookcase(20, 216, 3),
  bookcase(664, 276, 40),
  oval(500, 562, 380, 34, 'url(#rug)'),
  oval(500, 562, 352, 27, 'none', `stroke="${dublin.brass}" stroke-width="4"`),
  fireplace,
  mantel,
  chair,
  table,
  circle(450, 430, 430, 'url(#room)'),
  times(12, () => circle(round(roll(400, 500)), round(roll(300, 420)), round(roll(1.2, 2.6)), '#ffd98a', 'opacity=".9"')),
)
