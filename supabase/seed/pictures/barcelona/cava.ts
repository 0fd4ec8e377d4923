import { cloud, ripples, shadow } from '../motifs.ts'
import { across, backdrop, blur, circle, clip, dice, down, group, light, line, oval, path, picture, rect, round, times, within } from '../svg.ts'
import { barcelona } from './colors.ts'

const roll = dice(29)

const flute = (x: number, turn: number): string =>
  group(
    `translate(${x} 520) rotate(${turn})`,
    oval(0, 0, 52, 8, '#fff', 'opacity=".55"'),
    oval(0, -2, 40, 5, '#fff', 'opacity=".5"'),
    rect(-3.5, -146, 7, 146, '#fff', 'opacity=".75"'),
    path('M-44-380C-48-260-38-160 0-144C38-160 48-260 44-380Z', '#fff', 'opacity=".24"'),
    path('M-45-332C-46-240-34-162 0-150C34-162 46-240 45-332Z', 'url(#wine)'),
    oval(0, -332, 45, 9, '#ffeeb0'),
    times(26, () => {
      const y = roll(-322, -170)
      const reach = 34 * Math.min(1, (-150 - y) / 110)
      return circle(round(roll(-reach, reach)), round(y), round(roll(1.4, 3.6)), '#fff', 'opacity=".8"')
    }),
    times(7, () => circle(round(roll(-38, 38)), round(roll(-338, -328)), round(roll(2, 4.4)), '#fffbe6')),
    path('M-34-366C-37-270-30-200-18-172', 'none', 'stroke="#fff" stroke-width="6" stroke-linecap="round" opacity=".75"'),
    oval(0, -380, 44, 8, 'none', 'stroke="#fff" stroke-width="2.6" opacity=".9"'),
  )

const bucket = group(
  'translate(250 520)',
  shadow(6, 6, 150, 16, 0.35),
  group(
    'translate(16 -150) rotate(14)',
    path('M-46 60V-90C-46-130-17-142-17-176V-236H17V-176C17-142 46-130 46-90V60Z', 'url(#bottle)'),
    path('M-17-176V-240H17V-176Q0-166-17-176Z', '#d9a441'),
    path('M-20-250q20-16 40 0v16h-40Z', '#b8842f'),
    rect(-19, -198, 38, 7, '#fff3cf', 'opacity=".7"'),
    path('M-46-78H46V20H-46Z', '#fff6e0'),
    path('M-46-66H46V-58H-46ZM-46 0H46V8H-46Z', '#d9a441'),
    circle(0, -28, 21, barcelona.coral),
    times(8, (index) => group(`translate(0 -28) rotate(${index * 45})`, path('M-4-24L0-34L4-24Z', '#d9a441'))),
    path('M-32-100C-30-122-12-134-10-160', 'none', 'stroke="#7fc29a" stroke-width="6" stroke-linecap="round" opacity=".7"'),
  ),
  times(9, (index) => group(`translate(${-96 + index * 24} ${-152 - (index % 3) * 9}) rotate(${index * 37})`, rect(-17, -17, 34, 34, '#e9fbff', 'rx="6" opacity=".9"'), path('M-12-12H8L-12 8Z', '#fff'))),
  path('M-122-150H122L96 0H-96Z', 'url(#steel)'),
  oval(0, -150, 122, 15, 'none', 'stroke="#fff" stroke-width="6"'),
  path('M-104-120L-84-14', 'none', 'stroke="#fff" stroke-width="12" stroke-linecap="round" opacity=".8"'),
  rect(-100, -30, 200, 8, '#7f97a3', 'opacity=".5"'),
  line('M-124 -126q-28 10-18 44M124 -126q28 10 18 44', '#cfdde2', 8),
)

const grapes = group('translate(846 494)', shadow(0, 28, 110, 10, 0.3), oval(0, 20, 112, 20, '#fffaf0'), oval(0, 17, 92, 13, '#eadfca'), times(15, (index) => circle(-56 + (index % 6) * 22 + (index > 5 ? 11 : 0), 8 - Math.floor(index / 6) * 19, 14, index % 2 ? '#8fb54a' : '#a6c95e') + circle(-60 + (index % 6) * 22 + (index > 5 ? 11 : 0), 3 - Math.floor(index / 6) * 19, 4, '#fff', 'opacity=".6"')), path('M0-36q10-22 30-22', 'none', 'stroke="#6b4a2c" stroke-width="5" stroke-linecap="round"'))

export const cava = picture(
  'cava',
  [
    down('sky', '#5b3a7a', '#c4567a', '#ff8a5c', '#ffc46e', '#ffe3a0'),
    down('sea', '#ff9d63', '#b0567d', '#4a3a78'),
    down('table', '#fff6e6', '#e8cfa6'),
    down('wine', '#ffe9a0', '#ffc94f', '#f0a52b'),
    across('bottle', '#123d2a', '#2f7a55', '#0d2e20'),
    across('steel', '#9fb5bf', '#f2f8fa', '#b3c6ce', '#7f97a3'),
    light('sun', '#fff2b8', 1),
    blur('soft', 8),
    clip('below', rect(0, 316, 960, 200, '#fff')),
  ],
  backdrop('url(#sky)'),
  circle(560, 296, 330, 'url(#sun)'),
  circle(560, 296, 84, '#fff0b5'),
  cloud(250, 120, 1.2, '#e8788a', 0.5),
  cloud(820, 90, 1, '#b85a86', 0.5),
  cloud(700, 190, 0.8, '#ffb07a', 0.6),
  rect(0, 316, 960, 200, 'url(#sea)'),
  within('clip-path="url(#below)"', times(8, (index) => rect(560 - 76 + index * 7, 322 + index * 17, 152 - index * 14, 6, '#ffefb0', 'rx="3" opacity=".8"')), ripples(7, 60, 322, 470, '#ffd9a0')),
  path('M0 322Q90 262 170 286T330 322Z', '#6b3f74'),
  times(10, (index) => rect(index * 100 - 14, 410, 12, 90, '#fff6e6')),
  rect(0, 396, 960, 16, '#fffdf8'),
  rect(0, 470, 960, 130, 'url(#table)'),
  rect(0, 470, 960, 8, '#fff'),
  bucket,
  grapes,
  shadow(516, 526, 70, 8, 0.28),
  shadow(668, 526, 70, 8, 0.28),
  flute(520, -4),
  flute(664, 5),
  times(6, (index) => circle(556 + index * 12, 120 - (index % 3) * 22, 3 + (index % 2) * 2, '#fff', 'opacity=".8"')),
)
