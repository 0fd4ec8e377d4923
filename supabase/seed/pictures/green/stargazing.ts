import { fir, firs, ridge, stars } from '../motifs.ts'
import { backdrop, blur, circle, clip, dice, down, group, light, line, oval, path, picture, rect, round, times, within } from '../svg.ts'
import { green } from './colors.ts'

const roll = dice(88)
const milkyWay = group(
  'rotate(-28 480 240)',
  within('filter="url(#haze)"', oval(480, 210, 640, 74, '#6f6fd0', 'opacity=".5"'), oval(470, 200, 520, 42, '#b78fe0', 'opacity=".5"'), oval(500, 214, 400, 20, '#ffd9e8', 'opacity=".5"'), oval(380, 226, 150, 14, '#1b1f55', 'opacity=".55"'), oval(640, 198, 170, 12, '#1b1f55', 'opacity=".5"')),
  times(170, () => circle(round(roll(-120, 1080)), round(210 + roll(-62, 62) * roll(0.2, 1)), round(roll(0.6, 2)), '#fff', `opacity="${round(roll(0.4, 1))}"`)),
)

const dome = group(
  'translate(440 508)',
  oval(0, 18, 250, 18, '#000', 'opacity=".45" filter="url(#soft)"'),
  rect(-216, 0, 432, 16, '#8a5a30'),
  rect(-206, 16, 412, 12, '#54351d'),
  path('M-176 0A176 176 0 0 1 176 0Z', '#ffdf9c'),
  path('M-176 0A176 176 0 0 1 176 0Z', 'url(#inside)'),
  within(
    'clip-path="url(#bubble)"',
    rect(-150, -46, 180, 50, '#a8343c', 'rx="10"'),
    rect(-156, -62, 74, 34, '#fffaf0', 'rx="12"'),
    path('M-150-40Q-60-54 30-40V4H-150Z', '#c2474e'),
    rect(64, -62, 34, 66, green.woodDark),
    path('M58-100h46l10 40h-66Z', '#fff3cf'),
    circle(80, -78, 70, 'url(#glow)'),
    rect(-176, -4, 352, 8, '#b87a45'),
  ),
  times(5, (index) => path(`M${-176 + index * 0} 0A176 176 0 0 1 176 0`, 'none', `stroke="#7d4f29" stroke-width="3" opacity=".8" transform="scale(${round(Math.cos((index * Math.PI) / 10))} 1)"`)),
  line('M-158 -76H158M-118 -130H118', '#7d4f29', 3, 'opacity=".8"'),
  path('M-176 0A176 176 0 0 1 176 0', 'none', 'stroke="#5b3a20" stroke-width="7"'),
  path('M-150-56A160 160 0 0 1-54-148', 'none', 'stroke="#fff" stroke-width="8" stroke-linecap="round" opacity=".55"'),
  path('M116 0V-70q26-26 50 0V0Z', '#6b4223'),
)

const telescope = group('translate(742 520)', line('M0 -70L-30 4M0 -70L30 4M0 -70V2', '#6b4a2c', 7), group('rotate(-38 0 -76)', rect(-22, -90, 96, 26, '#e9edf2', 'rx="5"'), rect(66, -94, 22, 34, '#c9d2dc', 'rx="4"'), rect(-44, -84, 26, 15, '#3b4a5e', 'rx="3"')))
const person = group('translate(680 524)', oval(0, 2, 30, 5, '#000', 'opacity=".4"'), line('M-6 -50L-12 0M6 -50L12 0', '#2a3350', 13), path('M-20-46V-92Q-20-112 0-112T20-92V-46Z', '#d95f4a'), line('M14 -96L42 -84', '#d95f4a', 11), circle(3, -128, 16, '#e3a37c'), path('M-15-128q-2-22 18-22t18 18q-16-6-22 0t-14 4Z', '#3a2412'))

export const stargazing = picture(
  'stargazing',
  [
    down('sky', '#070d28', '#141d52', '#2f2f78', '#6a4f95'),
    down('ground', '#22423c', '#0e2420'),
    light('inside', '#fffbe6', 0.85),
    light('glow', '#fff0b8', 0.95),
    light('spill', '#ffcf73', 0.6),
    clip('bubble', '<path d="M-176 0A176 176 0 0 1 176 0Z"/>'),
    blur('soft', 8),
    blur('haze', 22),
  ],
  backdrop('url(#sky)'),
  stars(2, 150, 420),
  milkyWay,
  times(9, (index) => {
    const x = round(roll(40, 920))
    const y = round(roll(30, 300))
    const s = 4 + (index % 3) * 2
    return path(`M${x} ${y - s * 2}L${x + s * 0.4} ${y - s * 0.4}L${x + s * 2} ${y}L${x + s * 0.4} ${y + s * 0.4}L${x} ${y + s * 2}L${x - s * 0.4} ${y + s * 0.4}L${x - s * 2} ${y}L${x - s * 0.4} ${y - s * 0.4}Z`, '#fff6d8')
  }),
  path('M742 66L838 34L744 70Z', '#fff', 'opacity=".9"') + circle(742, 68, 4, '#fff'),
  ridge(6, 420, 46, '#232a63', 5),
  ridge(12, 456, 26, '#1b2450', 6),
  firs(7, 30, 490, 96, '#15263f', '#0f1c33'),
  circle(440, 480, 360, 'url(#spill)'),
  path('M0 500Q240 480 480 508T960 496V600H0Z', 'url(#ground)'),
  oval(440, 546, 300, 30, '#ffcf73', 'opacity=".22" filter="url(#soft)"'),
  dome,
  path('M420 540Q400 570 340 600H560Q500 570 470 540Z', '#c9a56a', 'opacity=".6"'),
  telescope,
  person,
  fir(90, 560, 330, '#123528', '#0a2018'),
  fir(-4, 590, 420, '#0e2b20', '#071a12'),
  fir(186, 536, 190, '#174233', '#0c281e'),
  fir(876, 566, 350, '#123528', '#0a2018'),
  fir(968, 596, 430, '#0e2b20', '#071a12'),
)
