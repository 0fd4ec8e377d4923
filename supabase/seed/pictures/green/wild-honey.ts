import { leaf, shadow } from '../motifs.ts'
import { backdrop, blur, circle, dice, down, group, light, line, oval, path, picture, rect, round, times } from '../svg.ts'
import { green } from './colors.ts'

const roll = dice(19)
const cell = (x: number, y: number, r: number, fill: string, rim = '#c97f14'): string =>
  path(`M${round(x)} ${round(y - r)}L${round(x + r * 0.87)} ${round(y - r / 2)}V${round(y + r / 2)}L${round(x)} ${round(y + r)}L${round(x - r * 0.87)} ${round(y + r / 2)}V${round(y - r / 2)}Z`, fill, `stroke="${rim}" stroke-width="4"`)

const comb = group(
  'translate(150 470)',
  shadow(20, 44, 170, 14, 0.28),
  times(4, (row) => times(6 - (row % 2), (index) => cell(-112 + index * 48 + (row % 2) * 24, -92 + row * 41, 25, ['#f7c04a', '#f0a92b', '#ffd56b'][(index + row) % 3] ?? '#f0a92b'))),
  times(7, (index) => oval(round(-96 + index * 34), round(-90 + (index % 4) * 40), 8, 5, '#fff3c4', 'opacity=".7"')),
)

const jar = group(
  'translate(470 0)',
  shadow(6, 528, 150, 16, 0.3),
  path('M-120 232Q-138 252-138 282V480Q-138 526-92 526H92Q138 526 138 480V282Q138 252 120 232Z', '#fff', 'opacity=".5"'),
  path('M-126 276Q-126 264-120 258H120Q126 264 126 276V478Q126 514 90 514H-90Q-126 514-126 478Z', 'url(#honey)'),
  oval(0, 260, 120, 14, '#ffe08a'),
  rect(-100, 340, 200, 116, green.cream, 'rx="10"'),
  rect(-90, 350, 180, 96, 'none', `rx="6" stroke="${green.honey}" stroke-width="4"`),
  group('translate(0 400)', cell(0, 0, 32, '#ffd56b'), leaf(-4, 42, 62, -68, green.moss, green.mossLight), leaf(4, 42, 62, 68, green.moss, green.mossLight), oval(0, 4, 13, 9, '#3a2412'), oval(-7, -8, 8, 6, '#fff', 'opacity=".9" transform="rotate(30 -7 -8)"'), oval(7, -8, 8, 6, '#fff', 'opacity=".9" transform="rotate(-30 7 -8)"'), line('M-4 -3V11M4 -3V11', '#ffd56b', 3)),
  path('M-112 290V480Q-112 498-100 504', 'none', 'stroke="#fff" stroke-width="12" stroke-linecap="round" opacity=".75"'),
  path('M112 300V400', 'none', 'stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".5"'),
  path('M-124 172H124V232H-124Z', '#d9b98a'),
  path('M-150 236Q-110 220-124 172Q0 140 124 172Q110 220 150 236Q120 262 84 240Q40 264 0 242Q-44 264-84 240Q-120 262-150 236Z', '#fff6e2'),
  times(9, (index) => circle(-108 + index * 27, 198 + (index % 2) * 22, 8, index % 2 ? '#e86f5b' : green.moss)),
  path('M-126 226Q0 206 126 226V236Q0 216-126 236Z', green.woodDark),
  path('M96 228q30-16 40 8q-14 18-40-2M100 230q-2 28 14 40', 'none', `stroke="${green.woodDark}" stroke-width="6" stroke-linecap="round"`),
)

const dipper = group(
  'translate(742 300) rotate(28)',
  rect(-8, -250, 16, 260, green.woodLight, 'rx="8"'),
  rect(1, -244, 5, 250, '#8a5a30', 'opacity=".5"'),
  oval(0, 20, 34, 17, green.wood),
  times(5, (index) => oval(0, 22 + index * 20, [34, 44, 48, 44, 32][index] ?? 40, 12, index % 2 ? green.woodLight : green.wood)),
  path('M-40 44Q-54 70-40 92Q-20 130 0 128T40 92Q54 70 40 44Q0 66-40 44Z', 'url(#honey)', 'opacity=".9"'),
  path('M-28 64Q-34 82-22 98', 'none', 'stroke="#fff3c4" stroke-width="7" stroke-linecap="round" opacity=".8"'),
)
const drip = path('M676 406Q686 420 682 470Q682 500 692 506Q704 500 700 470Q698 424 712 412Z', '#f0a92b') + oval(694, 520, 66, 13, '#d98a17') + oval(694, 517, 60, 11, '#f7b93a') + oval(676, 514, 22, 3.4, '#fff3c4', 'opacity=".8"')

const daisy = (x: number, y: number, s: number): string =>
  group(`translate(${x} ${y}) scale(${s})`, times(10, (index) => oval(0, -22, 8, 20, '#fffdf8', `transform="rotate(${index * 36})"`)), circle(0, 0, 12, green.honey), circle(-3, -3, 4, green.honeyLight))

const bee = (x: number, y: number, s: number, turn: number): string =>
  group(
    `translate(${x} ${y}) scale(${s}) rotate(${turn})`,
    oval(-6, -24, 13, 24, '#fff', 'opacity=".85" transform="rotate(-24 -6 -24)"'),
    oval(14, -22, 12, 21, '#fff', 'opacity=".7" transform="rotate(22 14 -22)"'),
    oval(0, 0, 34, 22, '#ffc83d'),
    path('M-12-20.6V20.6H-1V-22H-12ZM10-21V21H20V-18Z', '#3a2412'),
    circle(-30, -2, 15, '#3a2412'),
    circle(-35, -6, 3.4, '#fff'),
    line('M-38 -14q-10-8-14-18M-30 -17q-6-10-8-18', '#3a2412', 3),
    path('M33-3l12 4l-12 4Z', '#3a2412'),
  )

export const wildHoney = picture(
  'wild-honey',
  [
    down('wall', '#dcebc9', '#b7d6a0', '#8fbf7c'),
    down('honey', '#ffd05a', '#f4ab2a', '#dd860f'),
    down('table', '#c88f57', '#9a6436'),
    light('sun', '#fffbe0', 0.95),
    blur('soft', 8),
  ],
  backdrop('url(#wall)'),
  circle(200, 100, 380, 'url(#sun)'),
  times(16, () => circle(round(roll(0, 960)), round(roll(10, 400)), round(roll(16, 54)), '#fff', `opacity="${round(roll(0.08, 0.26))}"`)),
  times(13, (index) => leaf(-10 + index * 82, 500, roll(90, 190), roll(-22, 22), index % 2 ? '#6fa860' : '#82b96c', '#a9d68c')),
  rect(0, 488, 960, 112, 'url(#table)'),
  rect(0, 488, 960, 6, '#e3b077'),
  times(3, (index) => line(`M0 ${518 + index * 28}H960`, '#7d4f29', 2, 'opacity=".5"')),
  comb,
  jar,
  dipper,
  drip,
  group('translate(848 500)', leaf(0, 20, 110, -40, green.moss, green.mossLight), leaf(0, 20, 120, 34, '#4a7d3f', green.mossLight), line('M-8 30Q-40 -60-52 -110M6 30Q20 -40 34 -80M0 30Q-6 -20-8 -50', '#4a7d3f', 6), daisy(-54, -116, 1.25), daisy(38, -84, 1.1), daisy(-8, -46, 1)),
  daisy(300, 540, 0.9),
  daisy(356, 556, 0.7),
  bee(262, 190, 1.15, 12),
  path('M300 196q40 26 62-6t60 6', 'none', 'stroke="#6b4223" stroke-width="3" stroke-dasharray="2 10" stroke-linecap="round" opacity=".6"'),
  bee(884, 190, 0.9, -18),
)
