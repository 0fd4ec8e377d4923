import { leaf, shadow } from '../motifs.ts'
import { across, backdrop, blur, circle, dice, down, group, light, line, oval, path, picture, radial, rect, times } from '../svg.ts'
import { dublin } from './colors.ts'

const roll = dice(21)

const egg = (x: number, y: number, turn: number): string =>
  group(
    `translate(${x} ${y}) rotate(${turn})`,
    path('M-64 6C-72-34-34-62 2-56C30-70 70-40 62-6C76 26 40 60 10 52C-22 66-62 46-64 6Z', '#d9cdb8', 'transform="translate(3 5)"'),
    path('M-64 6C-72-34-34-62 2-56C30-70 70-40 62-6C76 26 40 60 10 52C-22 66-62 46-64 6Z', '#fffdf7'),
    line('M-54 10C-54 30-30 48-8 46', '#efe3cc', 5),
    circle(2, -4, 27, 'url(#yolk)'),
    path('M-12-16q8-10 20-8', 'none', 'stroke="#fff4c0" stroke-width="5" stroke-linecap="round"'),
  )

const sausage = (x: number, y: number, turn: number): string =>
  group(
    `translate(${x} ${y}) rotate(${turn})`,
    rect(-66, -14, 132, 36, '#000', 'rx="18" opacity=".16"'),
    rect(-68, -19, 136, 38, 'url(#sausage)', 'rx="19"'),
    times(4, (index) => line(`M${-40 + index * 26} 8l10-18`, '#6b3016', 4, 'opacity=".55"')),
    line('M-50 -9H40', '#f1b07a', 4, 'opacity=".7"'),
  )

const rasher = (x: number, y: number, turn: number): string =>
  group(
    `translate(${x} ${y}) rotate(${turn})`,
    path('M-92-14C-60-40-40-2-8-22S52-36 88-12C100 4 86 24 64 18S14 34-14 20S-64 36-88 18C-100 8-100-8-92-14Z', '#8f2f2a'),
    path('M-88-10C-60-34-40 2-8-18S52-30 86-9C92 0 84 2 64 0S14 12-14 2S-64 16-86 4C-94 0-94-6-88-10Z', '#c9574a'),
    line('M-84 -4C-58-26-40 8-8-10S50-22 82-4', '#f7d9c4', 7),
    line('M-76 14C-56 20-36 12-14 14S40 20 66 10', '#f0c8b0', 4),
  )

const tomato = (x: number, y: number): string =>
  circle(x + 3, y + 5, 36, '#000', 'opacity=".15"') +
  circle(x, y, 36, '#c5281c') +
  circle(x, y, 30, '#e2513a') +
  times(5, (index) => group(`translate(${x} ${y}) rotate(${index * 72})`, oval(0, -17, 8, 10, '#f6a15b') + oval(0, -17, 3, 5, '#ffe0a1'))) +
  circle(x, y, 6, '#f7b08a')

const mushroom = (x: number, y: number, turn: number): string =>
  group(`translate(${x} ${y}) rotate(${turn})`, path('M-26 0C-26-34 26-34 26 0C20 8-20 8-26 0Z', '#a67c52'), path('M-9 2h18l-3 24q-6 5-12 0Z', '#ecdcc0'), line('M-16 -10Q-8 -20 4 -20', '#d6b48a', 5))

const toast = (x: number, y: number, turn: number): string =>
  group(
    `translate(${x} ${y}) rotate(${turn})`,
    path('M-62-56C-84-62-84-20-62-18V62H62V-18C84-20 84-62 62-56C40-72-40-72-62-56Z', '#000', 'opacity=".16" transform="translate(4 7)"'),
    path('M-62-56C-84-62-84-20-62-18V62H62V-18C84-20 84-62 62-56C40-72-40-72-62-56Z', '#a8682f'),
    path('M-54-48C-70-52-70-26-53-26V54H53V-26C70-26 70-52 54-48C34-62-34-62-54-48Z', '#e6b063'),
    path('M-26-26H16L24 10L-18 14Z', '#ffe58f'),
    path('M-26-26H16L18-16H-25Z', '#fff3bf'),
  )

const beans = group(
  'translate(592 208)',
  circle(4, 7, 62, '#000', 'opacity=".18"'),
  circle(0, 0, 62, '#fffdf8'),
  circle(0, 0, 51, '#c8531f'),
  times(26, () => oval(roll(-32, 32), roll(-32, 32), 11, 7.5, '#e98a3d', `transform="rotate(${Math.round(roll(-40, 40))})"`)),
  path('M-30 -26Q-10 -42 18 -36', 'none', 'stroke="#ffd0a0" stroke-width="5" stroke-linecap="round" opacity=".8"'),
)

const coffee = group(
  'translate(850 148)',
  circle(5, 9, 104, '#000', 'opacity=".16" filter="url(#soft)"'),
  circle(0, 0, 100, '#f6efe2'),
  circle(0, 0, 76, '#e6dac5'),
  line('M58 50L92 82', '#fffdf8', 18),
  circle(0, 0, 66, '#fffdf8'),
  circle(0, 0, 56, '#6f3f1f'),
  circle(0, 0, 56, 'none', 'stroke="#8d5630" stroke-width="4"'),
  path('M0 40C-46 8-26-30 0-10C26-30 46 8 0 40Z', '#f0d9b5'),
  path('M0 26C-26 6-16-16 0-4C16-16 26 6 0 26Z', '#a56a38'),
)

const juice = group(
  'translate(120 146)',
  circle(5, 9, 66, '#000', 'opacity=".16" filter="url(#soft)"'),
  circle(0, 0, 62, '#fff', 'opacity=".8"'),
  circle(0, 0, 53, '#ffa62b'),
  circle(0, 0, 53, 'none', 'stroke="#ffd07a" stroke-width="4"'),
  circle(18, 12, 27, '#ffe2a8'),
  times(8, (index) => group(`translate(18 12) rotate(${index * 45})`, path('M0-3L-7-22Q0-27 7-22Z', '#ff9c1a'))),
)

const fork = group('translate(196 330)', times(4, (index) => rect(-21 + index * 12, -110, 6, 62, 'url(#steel)', 'rx="3"')), path('M-21-56h42C21-26 8-24 6-6V170a6 6 0 0 1-12 0V-6C-8-24-21-26-21-56Z', 'url(#steel)'))
const knife = group('translate(764 400)', path('M-10-176C20-160 16-60 10-20H-10Z', 'url(#steel)'), rect(-9, -24, 18, 150, 'url(#steel)', 'rx="8"'))

export const irishBreakfast = picture(
  'irish-breakfast',
  [
    down('table', '#1e5a49', '#123e33'),
    across('steel', '#aeb7bd', '#f4f7f8', '#98a2a9'),
    down('sausage', '#b9672f', '#8a431b'),
    radial('yolk', '#ffd34d', '#ffb41f', '#f29a12'),
    light('sun', '#fff2cc', 0.34),
    blur('soft', 10),
  ],
  backdrop('url(#table)'),
  times(12, (index) => rect(0, index * 52, 960, 2, '#0c3128', 'opacity=".5"')),
  group('rotate(-6 480 330)', rect(250, 70, 460, 520, dublin.linen, 'rx="6"'), times(6, (index) => rect(250, 96 + index * 88, 460, 7, '#2f7c66', 'opacity=".5"')), times(5, (index) => rect(280 + index * 92, 70, 7, 520, '#2f7c66', 'opacity=".5"'))),
  circle(300, 60, 460, 'url(#sun)'),
  shadow(488, 348, 238, 232, 0.34),
  circle(480, 334, 230, '#fffdf8'),
  circle(480, 334, 222, 'none', `stroke="${dublin.bottle}" stroke-width="5"`),
  circle(480, 334, 176, '#f4ecdd'),
  rasher(418, 236, -18),
  rasher(440, 282, -10),
  beans,
  sausage(382, 372, 74),
  sausage(430, 390, 82),
  egg(560, 328, 10),
  egg(518, 428, -30),
  tomato(622, 418),
  mushroom(358, 296, -40),
  mushroom(330, 350, 10),
  times(7, (index) => leaf(600 + roll(-12, 12), 486 + roll(-6, 6), roll(22, 38), -90 + index * 28, index % 2 ? '#4f9a55' : '#2f7d44')),
  fork,
  knife,
  toast(104, 462, -14),
  toast(858, 470, 16),
  coffee,
  juice,
)
