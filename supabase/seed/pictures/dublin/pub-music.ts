import { shadow } from '../motifs.ts'
import { across, backdrop, blur, circle, dice, down, group, light, line, oval, path, picture, radial, rect, round, times } from '../svg.ts'
import { dublin } from './colors.ts'

function bottles(seed: number, y: number): string {
  const roll = dice(seed)
  const glass = ['#1f5c43', '#7a3b12', '#c7842b', '#8a1f2b', '#d9c27a', '#2b4a63', '#51311a']
  return times(21, (index) => {
    const x = 250 + index * 34 + roll(-4, 4)
    const h = roll(56, 84)
    const w = roll(17, 23)
    const color = glass[Math.floor(roll(0, glass.length))] ?? '#1f5c43'
    return (
      path(`M${round(x - w / 2)} ${y}v${round(-h * 0.6)}q0-8 ${round(w * 0.3)}-12v${round(-h * 0.28)}h${round(w * 0.4)}v${round(h * 0.28)}q${round(w * 0.3)} 4 ${round(w * 0.3)} 12v${round(h * 0.6)}Z`, color) +
      rect(x - w / 2, y - h * 0.44, w, h * 0.24, '#f0dfb8', 'opacity=".85"') +
      rect(x - w * 0.32, y - h * 0.62, 3, h * 0.58, '#fff', 'opacity=".32"')
    )
  })
}

const shelf = (y: number): string => rect(226, y, 760, 10, '#8a5a33') + rect(226, y + 10, 760, 6, '#2b1709')

const lamp = (x: number, drop: number): string =>
  circle(x, drop + 40, 190, 'url(#glow)') +
  rect(x - 1.5, 0, 3, drop - 22, '#1a1009') +
  path(`M${x - 46} ${drop + 20}C${x - 42} ${drop - 16} ${x - 16} ${drop - 26} ${x} ${drop - 26}S${x + 42} ${drop - 16} ${x + 46} ${drop + 20}Z`, '#136149') +
  path(`M${x - 32} ${drop + 6}C${x - 28} ${drop - 12} ${x - 12} ${drop - 18} ${x - 4} ${drop - 18}`, 'none', 'stroke="#5fb894" stroke-width="5" stroke-linecap="round"') +
  oval(x, drop + 20, 46, 8, '#fff0b8')

const pint = (x: number, y: number, s: number): string =>
  group(
    `translate(${x} ${y}) scale(${s})`,
    shadow(4, 2, 58, 9, 0.4),
    path('M-44-176H44C50-110 34-70 34 0H-34C-34-70-50-110-44-176Z', '#1b0d08'),
    path('M-44-176H44L45-138Q0-128-45-138Z', '#f6e6c4'),
    path('M-45-140Q0-130 45-140L45-128Q0-116-45-128Z', '#b98a52', 'opacity=".8"'),
    oval(0, -176, 44, 9, '#fff6e0'),
    path('M-34-166C-38-110-28-64-27-10h9C-19-64-28-110-24-166Z', '#fff', 'opacity=".2"'),
    path('M-36-8h72v8h-72Z', '#fff', 'opacity=".14"'),
  )

const bodhran = group(
  'translate(226 360)',
  shadow(0, 132, 120, 14, 0.4),
  circle(0, 0, 132, '#5e3213'),
  circle(0, 0, 132, 'none', 'stroke="#8d5222" stroke-width="9"'),
  circle(0, 0, 116, 'url(#skin)'),
  circle(0, 0, 116, 'none', 'stroke="#b98a52" stroke-width="3"'),
  times(3, (index) => group(`rotate(${index * 120})`, path('M0 4C-34-10-34-62 0-66C34-62 34-10 0 4C-20-8-20-50 0-54C20-50 20-8 0 4Z', '#1c6b50', 'fill-rule="evenodd"'))),
  circle(0, 0, 34, 'none', 'stroke="#1c6b50" stroke-width="7"'),
  times(22, (index) => group(`rotate(${round(index * 16.36)})`, circle(0, -124, 4, dublin.brass))),
)

const tipper = group('translate(354 444) rotate(58)', rect(-7, -96, 14, 192, '#3d2110', 'rx="7"'), oval(0, -96, 12, 18, '#3d2110'), oval(0, 96, 12, 18, '#3d2110'), rect(-3, -80, 4, 150, '#a8683a', 'rx="2"'))

const fiddle = group(
  'translate(520 366) rotate(16)',
  path('M0-96C38-96 52-74 46-46C40-22 30-24 30-4C30 16 58 24 60 62C62 104 34 124 0 124S-62 104-60 62C-58 24-30 16-30-4C-30-24-40-22-46-46C-52-74-38-96 0-96Z', '#6e2c0e'),
  path('M0-88C32-88 45-70 39-46C34-26 22-24 22-4C22 18 50 26 52 62C54 98 30 116 0 116S-54 98-52 62C-50 26-22 18-22-4C-22-24-34-26-39-46C-45-70-32-88 0-88Z', 'url(#varnish)'),
  path('M-36-66C-20-82 0-84 14-80C-12-70-30-40-32-22Z', '#fff', 'opacity=".2"'),
  line('M-27 14c-10 12 8 22-2 38M27 14c10 12-8 22 2 38', '#2b1207', 5),
  rect(-9, -200, 18, 150, '#1d120d', 'rx="3"'),
  path('M-11-196h22l4-46q2-18-13-20q-18-2-17 20Z', '#6e2c0e'),
  circle(4, -252, 10, '#8a3d16'),
  times(4, (index) => rect(index % 2 ? 11 : -25, -240 + index * 11, 14, 6, '#1d120d', 'rx="3"')),
  rect(-26, 28, 52, 8, '#e7c48e', 'rx="3"'),
  path('M-13 52h26l-6 60h-14Z', '#1d120d'),
  times(4, (index) => line(`M${-6 + index * 4} -236V60`, '#f4ead6', 1.3)),
)
const bow = group('translate(622 344) rotate(-12)', line('M0 -210Q18 0 0 196', '#7a3a14', 7), line('M2 -204L3 188', '#f7f0e0', 3), rect(-10, 160, 20, 30, '#1d120d', 'rx="3"'))

export const pubMusic = picture(
  'pub-music',
  [
    down('wall', '#2a140b', '#4b2814', '#38190b'),
    down('bar', '#8a4c25', '#5c2d12', '#34170a'),
    across('mirror', '#6b4a2c', '#c98f4a', '#6b4a2c'),
    radial('skin', '#fff3d6', '#f2dcae', '#d9b679'),
    across('varnish', '#b0521b', '#df8436', '#a5481a'),
    light('glow', '#ffcf73', 0.62),
    blur('soft', 7),
  ],
  backdrop('url(#wall)'),
  rect(226, 34, 760, 336, 'url(#mirror)', 'opacity=".5"'),
  rect(226, 26, 760, 12, '#8a5a33'),
  rect(214, 26, 14, 380, '#6b3f1f'),
  bottles(4, 146),
  shelf(146),
  bottles(15, 254),
  shelf(254),
  bottles(33, 366),
  shelf(366),
  rect(0, 40, 214, 330, '#143c30'),
  times(2, (index) => rect(18 + index * 98, 60, 80, 290, 'none', 'stroke="#2b6a55" stroke-width="4" rx="3"')),
  group('translate(108 150)', rect(-62, -58, 124, 116, dublin.brassDark, 'rx="3"'), rect(-54, -50, 108, 100, '#f5ead0'), path('M-54 50V14Q-28-10 0 12T54 2V50Z', '#3c7a58'), circle(24, -20, 13, '#e9a14a')),
  lamp(150, 70),
  lamp(470, 96),
  lamp(800, 70),
  rect(0, 462, 960, 138, 'url(#bar)'),
  rect(0, 452, 960, 22, '#a9642f'),
  rect(0, 452, 960, 5, '#e0a160'),
  times(5, (index) => rect(30 + index * 190, 496, 150, 92, 'none', 'stroke="#2d1407" stroke-width="4" rx="4" opacity=".7"')),
  rect(0, 566, 960, 9, dublin.brass, 'opacity=".85"'),
  group('translate(0 -14)', bodhran, tipper),
  shadow(540, 470, 86, 9, 0.4),
  group('translate(6 -20)', bow, fiddle),
  pint(744, 464, 1.06),
  pint(856, 470, 1.06),
)
