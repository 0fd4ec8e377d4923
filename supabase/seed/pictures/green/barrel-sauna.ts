import { firs, fir, peak, ripples, steam } from '../motifs.ts'
import { backdrop, blur, circle, clip, dice, down, group, light, line, oval, path, picture, rect, round, times, within } from '../svg.ts'
import { green } from './colors.ts'

const roll = dice(61)
const barrel = group(
  'translate(330 372)',
  oval(30, 122, 250, 17, '#000', 'opacity=".3" filter="url(#soft)"'),
  path('M0-120H210A62 120 0 0 1 210 120H0Z', 'url(#staves)'),
  times(9, (index) => path(`M0 ${-104 + index * 26}H${round(210 + 60 * Math.sqrt(1 - ((-104 + index * 26) / 122) ** 2))}`, 'none', 'stroke="#5f3a1d" stroke-width="2.4" opacity=".6"')),
  times(3, (index) => path(`M${46 + index * 74}-120A62 120 0 0 1 ${46 + index * 74} 120h10A62 120 0 0 0 ${56 + index * 74}-120Z`, '#3f4a50')),
  oval(0, 0, 74, 122, green.woodDark),
  oval(-3, 0, 66, 112, 'url(#face)'),
  times(6, (index) => line(`M${-46 + index * 18} ${round(-106 * Math.sqrt(1 - ((-43 + index * 18) / 66) ** 2))}V${round(106 * Math.sqrt(1 - ((-43 + index * 18) / 66) ** 2))}`, '#7d4f29', 2, 'opacity=".55"')),
  path('M-34-70Q-3-90 28-70V106H-34Z', '#6b4223'),
  path('M-28-64Q-3-82 22-64V106H-28Z', '#8a5a30'),
  circle(-3, -26, 19, '#ffd98a'),
  circle(-3, -26, 19, 'none', 'stroke="#5b3a20" stroke-width="5"'),
  line('M-3 -45V-7M-22 -26H16', '#5b3a20', 3),
  rect(14, 26, 5, 30, '#3a2412', 'rx="2.5"'),
  rect(150, -186, 24, 76, '#4b555b'),
  path('M140-186h44l-22-20Z', '#3a4349'),
  path('M10 118h40l8 26H2ZM180 118h40l8 26h-56Z', '#54351d'),
)

const tub = group(
  'translate(720 452)',
  oval(0, 66, 160, 14, '#000', 'opacity=".3" filter="url(#soft)"'),
  path('M-132-30H132L120 62H-120Z', 'url(#staves)'),
  times(13, (index) => line(`M${-120 + index * 20} -24L${-110 + index * 18.4} 60`, '#5f3a1d', 2.4, 'opacity=".55"')),
  path('M-131-14H131L129 0H-129ZM-124 36H124L122 48H-122Z', '#3f4a50'),
  oval(0, -30, 132, 28, '#a8703f'),
  oval(0, -29, 118, 22, '#57b6bd'),
  oval(-16, -32, 70, 10, '#9adde0', 'opacity=".8"'),
  times(5, () => oval(round(roll(-80, 80)), round(-30 + roll(-8, 10)), 9, 3.4, '#eafcff', 'opacity=".8"')),
)

const lamps = times(6, (index) => {
  const x = 90 + index * 150
  return rect(x - 2, 470, 4, 64, '#3a2a1d') + circle(x, 466, 40, 'url(#glow)') + circle(x, 466, 7, '#ffe9b0')
})

export const barrelSauna = picture(
  'barrel-sauna',
  [
    down('sky', '#2a3f72', '#6a6fa8', '#e39aa0', '#ffd0a0'),
    down('lake', '#e8a898', '#7f7fae', '#3a5583'),
    down('snow', '#fdf6f0', '#cfd8ea'),
    down('staves', '#d9a063', '#b0743c', '#7d4c24'),
    down('face', '#cf9558', '#a86d38'),
    light('glow', '#ffd98a', 0.9),
    light('sun', '#ffe6bd', 0.9),
    clip('water', rect(0, 322, 960, 110, '#fff')),
    blur('soft', 7),
  ],
  backdrop('url(#sky)'),
  circle(560, 316, 280, 'url(#sun)'),
  peak(250, 330, 480, 230, '#8088ba', '#5d669c', '#fff1f0'),
  peak(640, 330, 420, 190, '#9199c6', '#6b74a8', '#fff1f0'),
  peak(900, 330, 420, 260, '#767fb3', '#565f97', '#fff1f0'),
  firs(6, 34, 332, 62, '#3f5f78', '#2f4a66'),
  rect(0, 322, 960, 120, 'url(#lake)'),
  within('clip-path="url(#water)" opacity=".4"', group('translate(0 646) scale(1 -1)', peak(250, 330, 480, 230, '#8088ba', '#5d669c', '#fff1f0'), peak(640, 330, 420, 190, '#9199c6', '#6b74a8', '#fff1f0'), peak(900, 330, 420, 260, '#767fb3', '#565f97', '#fff1f0'))),
  ripples(9, 50, 330, 430, '#ffe6d0'),
  path('M0 430Q200 404 420 430T960 420V600H0Z', 'url(#snow)'),
  path('M0 520Q240 484 500 526T960 510V600H0Z', '#fffaf6', 'opacity=".8"'),
  fir(60, 516, 330, '#2b5d5b', '#1a4044'),
  fir(152, 490, 210, '#356b66', '#22494c'),
  fir(906, 520, 340, '#2b5d5b', '#1a4044'),
  barrel,
  path('M236 500L306 494L330 600H200Z', '#e9d9c4'),
  tub,
  steam(700, 404, 110, '#fff', 0.55),
  steam(770, 396, 84, '#fff', 0.4),
  times(4, (index) => circle(494 + index * 15, 150 - index * 30, 14 + index * 7, '#fff', `opacity="${0.5 - index * 0.1}" filter="url(#soft)"`)),
  group('translate(0 30)', lamps),
  times(60, () => circle(round(roll(0, 960)), round(roll(0, 590)), round(roll(1, 3)), '#fff', `opacity="${round(roll(0.4, 0.95))}"`)),
)
