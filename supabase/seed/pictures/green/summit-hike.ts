import { cloud, firs, peak, ridge } from '../motifs.ts'
import { backdrop, blur, circle, down, group, light, line, oval, path, picture, rect, times } from '../svg.ts'
import { green } from './colors.ts'

const hiker = (x: number, y: number, s: number, jacket: string, pack: string): string =>
  group(
    `translate(${x} ${y}) scale(${s})`,
    oval(6, 2, 46, 6, '#000', 'opacity=".22"'),
    line('M-4 -62L-22 -30L-26 -2', '#3b3f52', 17),
    line('M4 -62L24 -36L26 -2', '#2f3345', 17),
    path('M-40 2q2-12 14-12h8v12ZM14 2q2-12 14-12h10v12Z', '#5b3a20'),
    path('M-40-136q-22 4-22 30v28q0 12 14 12h24v-70Z', pack),
    rect(-60, -108, 14, 26, '#000', 'rx="5" opacity=".16"'),
    rect(-58, -150, 36, 15, '#e9dcc3', 'rx="7"'),
    path('M-26-62V-118Q-26-142 0-142T26-118V-62Z', jacket),
    path('M4-142Q26-140 26-118V-62H10Z', '#000', 'opacity=".12"'),
    line('M12 -124L34 -96L50 -100', jacket, 14),
    circle(53, -101, 7, '#f2c39b'),
    line('M53 -118L62 0', '#8a939a', 4.5),
    rect(-8, -154, 16, 16, '#f2c39b'),
    circle(2, -166, 18, '#f2c39b'),
    path('M-18-168q0-24 20-24t20 20l10 3v4h-30Z', '#d94f3a'),
  )

export const summitHike = picture(
  'summit-hike',
  [
    down('sky', '#58b3e0', '#a9dcee', '#fdeecf'),
    down('slope', '#8fbf62', '#4d8a48'),
    down('near', '#5ea04f', '#2f6b3e'),
    light('sun', '#fff6cf', 1),
    blur('soft', 10),
  ],
  backdrop('url(#sky)'),
  circle(716, 150, 260, 'url(#sun)'),
  circle(716, 150, 50, '#fff3b8'),
  cloud(210, 120, 1.3, '#fff', 0.9),
  cloud(480, 70, 0.8, '#fff', 0.75),
  cloud(880, 96, 0.9, '#fff', 0.7),
  peak(120, 420, 460, 250, '#9fbcd3', '#7d9fbd', '#ffffff'),
  peak(860, 420, 520, 270, '#94b4cd', '#7596b6', '#ffffff'),
  peak(520, 430, 560, 330, '#7fa3c0', '#5f86a8', '#ffffff'),
  peak(310, 440, 400, 220, '#6f97b5', '#52789b', '#ffffff'),
  rect(-40, 350, 1040, 70, '#ffffff', 'opacity=".5" filter="url(#soft)"'),
  ridge(6, 420, 20, '#6fa08c', 6),
  firs(5, 30, 444, 58, '#4a8570', '#356554'),
  ridge(11, 452, 22, '#5f9a62', 5),
  firs(12, 20, 486, 84, '#356f50', '#24523b', 420, 1000),
  path('M0 384Q160 380 280 440T560 540T960 560V600H0Z', 'url(#slope)'),
  path('M0 384Q160 380 280 440T560 540T960 560', 'none', 'stroke="#b9dc86" stroke-width="5"'),
  path('M-10 600Q70 500 170 464T250 430L268 438Q230 470 190 500T120 600Z', '#e9d5a6'),
  times(8, (index) => oval(330 + index * 56, 520 + (index % 3) * 22 + index * 3, 14 + (index % 3) * 7, 9 + (index % 2) * 4, index % 2 ? '#9aa59c' : '#b3bcb2')),
  hiker(206, 446, 1.06, '#f0a92b', '#1f5a41'),
  hiker(330, 478, 0.98, '#d95f4a', '#28466b'),
  group('translate(0 6)', path('M0 520Q120 500 240 560T420 600H0Z', 'url(#near)')),
  times(16, (index) => {
    const x = 14 + index * 23
    const y = 566 + Math.sin(index) * 12
    return line(`M${x} ${y + 26}V${y}`, '#2f6b3e', 2.6) + circle(x, y, 5.4, ['#fff6e2', '#f0684f', '#c58fe0', '#ffd35c'][index % 4] ?? '#fff') + circle(x, y, 2, '#f0a92b')
  }),
  line('M590 210q9-11 18 0q9-11 18 0M640 176q7-9 14 0q7-9 14 0', '#3f5a78', 3),
  rect(0, 0, 960, 600, green.honeyLight, 'opacity=".06"'),
)
