import { leaf } from '../motifs.ts'
import { blur, circle, dice, down, group, light, line, oval, path, picture, radial, rect, round, times } from '../svg.ts'
import { barcelona } from './colors.ts'

const roll = dice(77)
const tile = `<pattern id="tile" width="192" height="192" patternUnits="userSpaceOnUse"><rect width="192" height="192" fill="#f6e7cd"/><path d="M96 10L182 96L96 182L10 96Z" fill="#5aa7bf"/><path d="M96 40L152 96L96 152L40 96Z" fill="#f6e7cd"/><path d="M96 66L126 96L96 126L66 96Z" fill="#ea9a5c"/><g fill="#ecc66a"><circle r="26"/><circle cx="192" r="26"/><circle cy="192" r="26"/><circle cx="192" cy="192" r="26"/></g></pattern>`

const dish = (x: number, y: number, r: number, rim: string, inside: string, ...food: string[]): string =>
  group(`translate(${x} ${y})`, circle(5, 9, r, '#000', 'opacity=".28" filter="url(#soft)"'), circle(0, 0, r, rim), circle(0, 0, r - 3, 'none', 'stroke="#000" stroke-width="2" opacity=".1"'), circle(0, 0, r * 0.83, inside), path(`M${-r * 0.86} ${-r * 0.3}A${r * 0.92} ${r * 0.92} 0 0 1 ${-r * 0.2} ${-r * 0.88}`, 'none', 'stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".5"'), ...food)

const prawn = (turn: number): string =>
  group(
    `rotate(${turn}) translate(0 -46)`,
    path('M-26 16C-36-14-8-34 20-22C34-16 34 0 22 2C8-6-6 0-6 14C-8 26-22 28-26 16Z', '#f0784a'),
    path('M-20 12C-26-8-6-24 16-16', 'none', 'stroke="#ffb08a" stroke-width="6" stroke-linecap="round"'),
    times(4, (index) => line(`M${-18 + index * 9} ${2 - index * 6}l6 10`, '#cf5328', 3)),
    path('M-26 14l-10 12l14-2l4 12l8-16Z', '#e2602f'),
    line('M24 -18q20-6 26 10M24 -14q14 2 16 16', '#cf5328', 2.6),
    circle(22, -14, 3, '#2a2233'),
  )

const bravas = times(13, () => group(`translate(${round(roll(-52, 46))} ${round(roll(-50, 44))}) rotate(${round(roll(0, 90))})`, rect(-19, -17, 38, 34, '#e3a545', 'rx="7"'), rect(-17, -16, 28, 12, '#f6cf80', 'rx="5"')))
const sauce = path('M-46-10C-40-46 6-48 26-30S58 10 30 22S-10 18-20 34S-56 20-46-10Z', '#c9341f', 'opacity=".94"') + path('M-20-22q20-14 40-2', 'none', 'stroke="#f0795a" stroke-width="6" stroke-linecap="round"') + path('M-34 12q16 14 34 2t34 4t24-12', 'none', 'stroke="#fff6de" stroke-width="8" stroke-linecap="round"')

const olives = times(22, (index) => {
  const x = round(roll(-38, 38))
  const y = round(roll(-38, 38))
  const color = index % 3 ? '#8a9a3b' : '#5e7030'
  return group(`translate(${x} ${y}) rotate(${round(roll(0, 180))})`, oval(1, 3, 15, 12, '#000', 'opacity=".2"'), oval(0, 0, 15, 12, color), circle(9, 0, 4.4, '#d8412f'), oval(-5, -4, 4, 2.6, '#fff', 'opacity=".6"'))
})

const toast = (x: number, y: number, turn: number): string =>
  group(
    `translate(${x} ${y}) rotate(${turn})`,
    rect(-72, -24, 144, 60, '#000', 'rx="28" opacity=".18"'),
    rect(-74, -32, 148, 62, '#b87333', 'rx="30"'),
    rect(-67, -26, 134, 50, '#f2d197', 'rx="25"'),
    path('M-58-8C-40-30-14-16 6-22S52-18 58-2S34 20 8 16S-60 20-58-8Z', '#e2523a', 'opacity=".85"'),
    path('M-52-18C-30-38 0-10 22-24S60-6 46 8S4-6-16 8S-66 6-52-18Z', '#b5303c'),
    path('M-44-14C-28-26-4-4 20-16M-30 2C-10-6 10 2 34 2', 'none', 'stroke="#f0a7a0" stroke-width="4" stroke-linecap="round"'),
  )

const tortilla = times(6, (index) => group(`rotate(${index * 60 + 4})`, path('M0-6L-32-70Q0-86 32-70Z', '#eab234'), path('M-32-70Q0-86 32-70L28-62Q0-76-28-62Z', '#b06f1d'), circle(-8, -52, 6, '#f8dd85'), circle(10, -60, 5, '#f8dd85'), circle(0, -34, 4, '#f8dd85')))

const wine = (x: number, y: number): string =>
  group(`translate(${x} ${y})`, circle(10, 16, 76, '#000', 'opacity=".26" filter="url(#soft)"'), circle(0, 0, 76, '#fff', 'opacity=".34"'), circle(0, 0, 66, 'url(#wine)'), circle(0, 0, 76, 'none', 'stroke="#fff" stroke-width="4" opacity=".85"'), path('M-46-26A54 54 0 0 1-8-52', 'none', 'stroke="#fff" stroke-width="8" stroke-linecap="round" opacity=".75"'))

const lemon = (x: number, y: number, s: number): string =>
  group(`translate(${x} ${y}) scale(${s})`, circle(2, 4, 40, '#000', 'opacity=".2"'), circle(0, 0, 40, '#f4c521'), circle(0, 0, 34, '#fff3b8'), times(8, (index) => path('M0-4L-10-28Q0-34 10-28Z', '#f9d94a', `transform="rotate(${index * 45})"`)))

export const tapas = picture(
  'tapas',
  [tile, radial('wine', '#a3213f', '#7b1530', '#4f0c20'), down('board', '#b9773c', '#935624'), light('sun', '#fff3cf', 0.4), blur('soft', 9), `<radialGradient id="edge" r=".78"><stop offset=".5" stop-color="#3b1a10" stop-opacity="0"/><stop offset="1" stop-color="#3b1a10" stop-opacity=".5"/></radialGradient>`],
  rect(0, 0, 960, 600, 'url(#tile)'),
  circle(240, 80, 480, 'url(#sun)'),
  rect(0, 0, 960, 600, 'url(#edge)'),
  group('translate(744 420) rotate(-8)', rect(-190, -100, 380, 220, '#000', 'rx="26" opacity=".25" transform="translate(6 12)"'), rect(-190, -110, 380, 220, 'url(#board)', 'rx="26"'), circle(160, 0, 15, '#5f3517'), times(4, (index) => line(`M-170 ${-70 + index * 46}q90 14 180 0t140 4`, '#7d4820', 2, 'opacity=".5"'))),
  toast(650, 376, -14),
  toast(786, 406, -4),
  toast(690, 462, -12),
  leaf(846, 470, 44, 30, barcelona.leaf, '#8fd0a8'),
  leaf(842, 476, 38, 84, '#3fa272', '#8fd0a8'),
  dish(224, 210, 142, '#c8683f', '#e08a55', group('scale(1.62)', times(7, (index) => prawn(index * 51.4))), circle(0, 0, 16, '#f4c521'), times(12, () => circle(round(roll(-80, 80)), round(roll(-80, 80)), 5, barcelona.leaf))),
  dish(480, 160, 96, barcelona.sea, '#dff1f0', group('scale(1.3)', olives)),
  dish(462, 434, 124, '#fffaf0', '#f3dfba', group('scale(1.42)', bravas), group('scale(1.5)', sauce), times(9, () => leaf(round(roll(-50, 50)), round(roll(-44, 50)), 14, round(roll(0, 360)), barcelona.leaf))),
  dish(196, 474, 106, '#e8b23b', '#fff6de', tortilla),
  wine(716, 150),
  wine(880, 224),
  lemon(322, 348, 0.9),
  lemon(600, 268, 0.7),
  leaf(76, 330, 60, 120, barcelona.leaf, '#8fd0a8'),
  leaf(70, 322, 52, 60, '#3fa272', '#8fd0a8'),
)
