import { leaf, shadow } from '../motifs.ts'
import { blur, circle, dice, down, group, light, line, oval, path, picture, rect, round, times } from '../svg.ts'
import { barcelona } from './colors.ts'

const roll = dice(8)
const wheel = (x: number): string =>
  group(
    `translate(${x} 446)`,
    circle(0, 0, 100, 'none', 'stroke="#2a2233" stroke-width="11"'),
    circle(0, 0, 91, 'none', 'stroke="#f6e7cd" stroke-width="6"'),
    times(14, (index) => line(`M0 0L${round(Math.cos(index * 0.4488) * 88)} ${round(Math.sin(index * 0.4488) * 88)}`, '#cfd6da', 1.8)),
    circle(0, 0, 11, '#8a939a'),
    circle(0, 0, 5, '#f2f6f8'),
  )

const frame =
  line('M330 446L470 452L424 290Z', barcelona.coral, 12) +
  line('M424 290L600 276L470 452', barcelona.coral, 12) +
  line('M592 240L640 446', barcelona.coral, 12) +
  line('M330 446L424 290', '#ff9b83', 3) +
  line('M424 286L598 272', '#ff9b83', 3) +
  line('M416 262L430 300', '#8a939a', 9) +
  path('M370 250q48-18 88 0q10 8-2 14h-50q-38 4-36-14Z', '#7a4a24') +
  line('M592 244L586 206q-2-22-34-20', '#8a939a', 8) +
  line('M586 206q10-24 46-24', '#8a939a', 8) +
  line('M552 186h-24M632 182h20', '#7a4a24', 14) +
  circle(470, 452, 26, 'none', 'stroke="#5b6770" stroke-width="8"') +
  line('M470 452l34 36', '#5b6770', 8) +
  rect(492, 484, 40, 10, '#2a2233', 'rx="4"') +
  path('M232 400A108 108 0 0 1 420 372', 'none', `stroke="${barcelona.coralDark}" stroke-width="10" stroke-linecap="round"`) +
  path('M548 392A108 108 0 0 1 724 378', 'none', `stroke="${barcelona.coralDark}" stroke-width="10" stroke-linecap="round"`)

const basket = group(
  'translate(662 214)',
  times(11, (index) => {
    const x = -52 + index * 10.5
    return leaf(x, 6, roll(50, 84), (index - 5) * 9, index % 2 ? '#3fa272' : barcelona.leaf)
  }),
  times(9, (index) => {
    const x = round(-54 + index * 13.5)
    const y = round(-44 - (index % 3) * 18)
    return times(7, (petal) => group(`translate(${x} ${y}) rotate(${petal * 51.4})`, oval(0, -9, 5.5, 9, ['#ff8fa3', '#fff3c9', '#ffb347'][index % 3] ?? '#fff'))) + circle(x, y, 5, '#f2a51f')
  }),
  group('rotate(34) translate(-6 -40)', rect(-12, -74, 24, 104, '#d79a4e', 'rx="12"'), times(4, (index) => line(`M-7 ${-56 + index * 20}l14 8`, '#f6d79a', 4))),
  path('M-70 0H70L54 84H-54Z', '#c88a4a'),
  times(6, (index) => line(`M${-60 + index * 24} 6L${-48 + index * 19} 80`, '#94602b', 4)),
  times(4, (index) => line(`M${-66 + index * 4} ${18 + index * 20}H${66 - index * 4}`, '#e3b477', 4)),
  rect(-74, -6, 148, 14, '#a8703a', 'rx="7"'),
)

const blossoms = (x: number, y: number, w: number, h: number, n: number): string =>
  times(n, (index) => {
    const bx = x + roll(0, w)
    const by = y + roll(0, h) * (1 - Math.abs((bx - x) / w - 0.4))
    return index % 4 === 0 ? leaf(round(bx), round(by), roll(18, 30), roll(0, 360), index % 8 ? '#2f8a5f' : '#3fa272') : times(3, (petal) => group(`translate(${round(bx)} ${round(by)}) rotate(${petal * 120 + index * 20})`, path('M0 0C-9-4-9-15 0-18C9-15 9-4 0 0Z', ['#e0357a', '#f2559a', '#c42567'][index % 3] ?? '#e0357a'))) + circle(round(bx), round(by), 2.4, '#fff3c9')
  })

const shutter = (x: number): string => rect(x, 92, 66, 190, '#2c7d96', 'rx="2"') + times(13, (index) => rect(x + 8, 102 + index * 13.6, 50, 7, '#1f6179')) + rect(x, 92, 66, 190, 'none', 'stroke="#1b566b" stroke-width="3"')

export const bike = picture(
  'bike',
  [down('wall', '#ffcf6b', '#f7b548', '#eda13a'), down('street', '#cdb59a', '#a98d70'), down('door', '#3493ad', '#1f6b85'), down('pane', '#4f6f86', '#9dc4cf'), light('sun', '#fff5cf', 0.7), blur('soft', 6)],
  rect(0, 0, 960, 600, 'url(#wall)'),
  circle(500, 60, 420, 'url(#sun)'),
  times(16, () => path(`M${round(roll(20, 900))} ${round(roll(20, 470))}h${round(roll(26, 52))}v9h-${round(roll(18, 40))}Z`, '#d88f2e', 'opacity=".28"')),
  rect(0, 482, 960, 44, '#d78435'),
  rect(0, 480, 960, 5, '#f2c27a'),
  rect(744, 90, 190, 440, '#fff1d6'),
  path('M760 530V180A79 76 0 0 1 918 180V530Z', 'url(#door)'),
  times(2, (index) => rect(774 + index * 70, 206, 58, 124, 'none', 'stroke="#17566d" stroke-width="5" rx="3"') + rect(774 + index * 70, 350, 58, 150, 'none', 'stroke="#17566d" stroke-width="5" rx="3"')),
  path('M782 180A57 54 0 0 1 896 180Z', '#9dd3dd'),
  times(4, (index) => line(`M839 180L${round(839 - Math.cos((index + 1) * 0.628) * 57)} ${round(180 - Math.sin((index + 1) * 0.628) * 54)}`, '#fff1d6', 4)),
  circle(838, 356, 7, '#f3c14b'),
  rect(116, 84, 168, 206, '#fff1d6'),
  rect(124, 92, 152, 190, 'url(#pane)'),
  rect(197, 92, 6, 190, '#fff1d6') + rect(124, 182, 152, 6, '#fff1d6'),
  path('M132 274L190 98h24L156 274Z', '#fff', 'opacity=".2"'),
  shutter(44),
  shutter(290),
  rect(96, 290, 208, 12, '#fff8e6'),
  rect(108, 302, 184, 34, '#b8552f', 'rx="4"'),
  times(9, (index) => leaf(124 + index * 19, 306, 30, -30 + index * 8, index % 2 ? '#3fa272' : '#2f8a5f') + circle(124 + index * 19, 282 - (index % 2) * 9, 8, index % 3 ? '#f0684f' : '#fff3c9')),
  line('M0 60C160 10 330 66 470 22S800 64 960 14', '#5b4a2c', 6),
  blossoms(-30, -14, 620, 100, 96),
  blossoms(560, -20, 420, 118, 72),
  blossoms(-20, 40, 90, 220, 28),
  rect(0, 524, 960, 76, 'url(#street)'),
  times(3, (row) => times(13, (index) => rect(index * 82 - (row % 2) * 40, 530 + row * 25, 76, 20, '#bda183', 'rx="5" opacity=".75"'))),
  shadow(480, 550, 300, 11, 0.34),
  group('translate(0 8)', wheel(326), wheel(640), frame, basket),
)
