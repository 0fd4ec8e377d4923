import { leaf } from '../motifs.ts'
import { backdrop, blur, circle, dice, down, group, light, line, oval, path, picture, rect, times, veil } from '../svg.ts'
import { dublin } from './colors.ts'

const bricks = `<pattern id="bricks" width="44" height="24" patternUnits="userSpaceOnUse"><rect width="44" height="24" fill="${dublin.brick}"/><rect width="43" height="11" fill="#b0604a"/><rect x="-22" y="12" width="43" height="11" fill="#9c4d3a"/><rect x="22" y="12" width="43" height="11" fill="#a9573f"/></pattern>`

function door(x: number, color: string, dark: string): string {
  const panel = (px: number, py: number, h: number): string =>
    rect(px, py, 40, h, dark, 'rx="2"') + rect(px + 3, py + 3, 34, h - 6, color, 'rx="1"') + line(`M${px + 3} ${py + h - 3}h34v-${h - 6}`, '#fff', 1.4, 'opacity=".28"')
  const rays = times(7, (index) => {
    const turn = (Math.PI * (index + 1)) / 8
    return line(`M0 -28L${-Math.cos(turn) * 70} ${-28 - Math.sin(turn) * 62}`, dublin.cream, 3)
  })
  return group(
    `translate(${x} 238)`,
    path('M-104 4V-28A104 98 0 0 1 104-28V4Z', '#8d4434'),
    path('M-92 4V-28A92 86 0 0 1 92-28V4Z', dublin.cream),
    path('M-76 -26A76 70 0 0 1 76-26Z', 'url(#glass)'),
    rays,
    path('M-24 -26A24 22 0 0 1 24-26Z', dublin.cream),
    rect(-100, -26, 200, 28, dublin.cream),
    rect(-106, -30, 212, 9, '#fffaf0'),
    rect(-100, 0, 200, 6, '#cdbfa4'),
    rect(-92, 2, 184, 260, '#efe4cf'),
    times(2, (side) => {
      const px = side ? 66 : -90
      return rect(px, 4, 24, 256, 'url(#column)') + rect(px - 4, 4, 32, 12, '#fffaf0') + rect(px - 4, 246, 32, 16, '#fffaf0')
    }),
    rect(-60, 8, 120, 254, dark),
    rect(-56, 10, 112, 252, color),
    panel(-48, 22, 56),
    panel(8, 22, 56),
    panel(-48, 94, 66),
    panel(8, 94, 66),
    panel(-48, 186, 62),
    panel(8, 186, 62),
    rect(-20, 170, 40, 9, dublin.brass, 'rx="2"'),
    circle(0, 84, 11, 'none', `stroke="${dublin.brass}" stroke-width="5"`),
    circle(0, 72, 5, dublin.brass),
    circle(46, 172, 5.5, dublin.brass),
    rect(-56, 250, 112, 12, dublin.brassDark),
    rect(-112, 262, 224, 14, '#dcd2bf'),
    rect(-126, 276, 252, 14, '#cbbfa9'),
    rect(-140, 290, 280, 16, '#b8ab94'),
  )
}

const railing = (x: number, w: number): string =>
  times(Math.floor(w / 13), (index) => rect(x + index * 13, 424, 4, 116, dublin.ink) + path(`M${x + index * 13 - 2.5} 425l4.5-15 4.5 15Z`, dublin.ink)) +
  rect(x - 4, 436, w, 5, dublin.ink) +
  rect(x - 4, 520, w, 5, dublin.ink)

const windowAt = (x: number): string =>
  rect(x - 52, -60, 104, 164, dublin.cream) +
  rect(x - 44, -52, 88, 148, 'url(#glass)') +
  times(2, (index) => rect(x - 17 + index * 30, -52, 4, 148, dublin.cream)) +
  rect(x - 44, 38, 88, 5, dublin.cream) +
  rect(x - 62, 104, 124, 10, '#dcd2bf') +
  path(`M${x - 40} 96L${x + 10} -30h26L${x - 14} 96Z`, '#fff', 'opacity=".16"')

function bush(x: number): string {
  const roll = dice(x)
  return (
    path(`M${x - 24} 500h48l-7 46h-34Z`, '#3c4a55') +
    rect(x - 27, 494, 54, 9, '#4d5d69') +
    rect(x - 3, 448, 6, 50, '#5b4636') +
    circle(x, 428, 37, dublin.bottle) +
    times(26, () => leaf(x + roll(-30, 26), 428 + roll(-20, 34), roll(12, 20), roll(-60, 60), roll(0, 1) > 0.5 ? '#1c6b50' : '#2f8a66'))
  )
}

const lamp = (x: number): string =>
  circle(x, 300, 70, 'url(#glow)') + path(`M${x - 12} 286h24l-5 34h-14Z`, '#ffe9b0', `stroke="${dublin.ink}" stroke-width="3"`) + path(`M${x - 15} 287L${x} 270L${x + 15} 287Z`, dublin.ink) + rect(x - 9, 319, 18, 5, dublin.ink)

export const georgianDoors = picture(
  'georgian-doors',
  [
    bricks,
    down('glass', '#22344f', '#52708e', '#9fb8c4'),
    down('column', '#fffaf0', '#e9dcc3'),
    down('street', '#8d8f93', '#6c6f76'),
    light('glow', '#ffe1a0', 0.55),
    veil('dusk', '#2b1a2e', 0.34, 0),
    blur('soft', 6),
  ],
  backdrop('url(#bricks)'),
  windowAt(160),
  windowAt(480),
  windowAt(800),
  rect(0, 0, 960, 600, 'url(#dusk)'),
  rect(0, 536, 960, 64, 'url(#street)'),
  rect(0, 536, 960, 8, '#a6a7a8'),
  oval(480, 560, 420, 14, '#000', 'opacity=".14" filter="url(#soft)"'),
  door(160, '#17684d', '#0c4533'),
  door(480, '#b8322c', '#84201d'),
  door(800, '#22577f', '#153b59'),
  railing(266, 104),
  railing(594, 104),
  railing(-46, 72),
  railing(938, 40),
  lamp(320),
  lamp(640),
  bush(374),
  bush(586),
  path('M0 0H330L60 600H0Z', '#ffd9a0', 'opacity=".1"'),
)
