import { cloud, ripples } from '../motifs.ts'
import { backdrop, circle, clip, dice, down, group, light, line, oval, path, picture, rect, round, times, within } from '../svg.ts'
import { blocks, church, palm } from './city.ts'
import { barcelona } from './colors.ts'

const shards = ['#1f7fa6', '#2fa7b8', '#ffd35c', '#f0684f', '#fff6e6', '#7fc29a', '#e8944a', '#4a5fa5', '#f6e7cd', '#d94a6a']

/** Broken tiles that fill a box; the caller clips them to the shape of the bench. */
function mosaic(seed: number, x: number, y: number, w: number, h: number, size: number): string {
  const roll = dice(seed)
  let all = rect(x, y, w, h, '#fffaf0')
  for (let row = 0; row * size < h; row++)
    for (let column = 0; column * size < w; column++) {
      const cx = x + column * size + (row % 2) * size * 0.4
      const cy = y + row * size
      const p = (): number => roll(-size * 0.14, size * 0.14)
      const tone = shards[Math.floor(roll(0, shards.length))] ?? '#1f7fa6'
      const s = size * 0.88
      all += path(`M${round(cx + p())} ${round(cy + p())}L${round(cx + s + p())} ${round(cy + p())}L${round(cx + s + p())} ${round(cy + s + p())}L${round(cx + p())} ${round(cy + s + p())}Z`, tone)
    }
  return all
}

const back = 'M-20 470C60 366 190 366 250 452S430 560 520 452S720 352 800 440S930 520 990 430V352C930 440 860 414 800 358S610 316 520 372S350 470 270 384S40 290-20 392Z'
const seat = 'M-20 478C60 374 190 374 250 460S430 568 520 460S720 360 800 448S930 528 990 438V520C930 600 850 570 800 520S640 452 540 540S330 620 240 540S60 460-20 566Z'

const house = (x: number, y: number, s: number): string =>
  group(
    `translate(${x} ${y}) scale(${s})`,
    path('M-70 0V-92Q-70-118-44-118H44Q70-118 70-92V0Z', '#d9a066'),
    path('M10-118H44Q70-118 70-92V0H10Z', '#b97c48'),
    path('M-88-92C-80-170-30-176 0-196C30-176 80-170 88-92Q44-72 0-88T-88-92Z', '#fffaf0'),
    times(14, (index) => circle(-72 + index * 11, -104 - Math.sin((index / 13) * Math.PI) * 46, 7, ['#f0684f', '#2fa7b8', '#ffd35c'][index % 3] ?? '#f0684f')),
    rect(-9, -256, 18, 66, '#fffaf0'),
    times(4, (index) => rect(-9, -252 + index * 16, 18, 7, index % 2 ? barcelona.sea : barcelona.coral)),
    path('M-13-256L0-292L13-256Z', barcelona.sea),
    path('M-22 0v-46q22-28 44 0V0Z', '#6b3f2b'),
    times(2, (index) => oval(-42 + index * 84, -72, 13, 17, '#fff6e6') + oval(-42 + index * 84, -70, 8, 12, '#3b6f86')),
  )

const pine = (x: number, y: number, s: number): string => group(`translate(${x} ${y}) scale(${s})`, path('M-8 0C-4-70-10-120-20-160h12C0-130 8-70 10 0Z', '#7a4f34'), oval(-10, -172, 92, 40, '#2f7a57'), oval(24, -194, 74, 34, '#3c9068'), oval(-44, -196, 60, 28, '#3c9068'), oval(-2, -212, 56, 24, '#56ab80'))

export const mosaicTerrace = picture(
  'mosaic-terrace',
  [down('sky', '#4aaee0', '#a6def0', '#fff0cf'), down('sea', '#2f95bd', '#6cc3d4'), down('floor', '#f0d9b0', '#d9b785'), light('sun', '#fff6cf', 1), clip('back', `<path d="${back}"/>`), clip('seat', `<path d="${seat}"/>`)],
  backdrop('url(#sky)'),
  circle(620, 110, 220, 'url(#sun)'),
  circle(620, 110, 44, '#fff3b8'),
  cloud(330, 90, 1.2, '#fff', 0.9),
  cloud(830, 66, 0.9, '#fff', 0.8),
  rect(0, 232, 960, 80, 'url(#sea)'),
  ripples(4, 30, 240, 280, '#ffffff'),
  blocks(13, 372, 92, ['#e3a678', '#eec39a', '#d98c64', '#f0d2ae'], '#8a4b3a'),
  church(520, 366, 0.7, '#cf9a6c', '#9a6a4e', '#7a4a3f'),
  blocks(31, 410, 84, ['#eec39a', '#e3a678', '#f4ddbd', '#d98c64'], '#8a4b3a'),
  pine(306, 410, 1.1),
  pine(706, 424, 1.25),
  house(140, 366, 1.02),
  palm(868, 440, 300, barcelona.leaf, barcelona.leafDark),
  path('M0 400H960V600H0Z', 'url(#floor)'),
  path(back, '#fffaf0', 'transform="translate(0 -7)"'),
  within('clip-path="url(#back)"', mosaic(5, -20, 280, 1010, 300, 26)),
  path('M-20 392C40 290 190 300 270 384S430 462 520 372S740 300 800 358S930 440 990 352', 'none', 'stroke="#fffdf8" stroke-width="12"'),
  path('M-20 478C60 374 190 374 250 460S430 568 520 460S720 360 800 448S930 528 990 438', 'none', 'stroke="#5b3b2a" stroke-width="20" opacity=".35"'),
  within('clip-path="url(#seat)"', rect(-20, 360, 1010, 260, '#fff6e6'), mosaic(9, -20, 360, 1010, 260, 42), rect(-20, 340, 1010, 280, '#fff', 'opacity=".5"')),
  path('M-20 566C60 460 150 462 240 540S440 628 540 540S750 470 800 520S930 600 990 520', 'none', 'stroke="#fffdf8" stroke-width="10"'),
  path('M-20 576C60 470 150 472 240 550S440 638 540 550S750 480 800 530S930 610 990 530V620H-20Z', '#d9b785'),
  times(26, (index) => line(`M${index * 44 - 60} 600l44-18`, '#c49c6c', 2, 'opacity=".5"')),
)
