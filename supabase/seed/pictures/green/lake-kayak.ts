import { cloud, fir, firs, peak, ridge, ripples } from '../motifs.ts'
import { backdrop, blur, circle, clip, down, group, light, line, oval, path, picture, rect, times, within } from '../svg.ts'
import { green } from './colors.ts'

const paddler = (x: number, y: number, s: number, hull: string, dark: string, vest: string): string =>
  group(
    `translate(${x} ${y}) scale(${s})`,
    oval(0, 26, 196, 12, '#0d4450', 'opacity=".35"'),
    path('M-58-6C-62-60-50-84-30-92H-2C18-84 26-60 22-6Z', vest),
    path('M-34-92h34l-4 44h-26Z', '#fff6e2', 'opacity=".45"'),
    rect(-26, -108, 18, 20, '#e3a37c'),
    circle(-17, -120, 21, '#e3a37c'),
    path('M-42-124q0-30 26-30t26 26l14 4v4h-40Z', '#28466b'),
    path('M-210-18C-150 0-90-6-30-6S150-2 214-20C190 24 110 34 0 34S-182 26-210-18Z', hull),
    path('M-190 2C-100 22 100 22 196 0C166 26 100 34 0 34S-168 30-190 2Z', dark, 'opacity=".55"'),
    oval(-18, -4, 64, 11, '#2a2233'),
    path('M-200-14C-150 0-100-2-82-4', 'none', 'stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".5"'),
    line('M-96 -96L112 18', '#7a4a24', 7),
    path('M-124-122q-14 4-8 22l24 16q14-4 10-18ZM112 12l30 10q14 14-2 22q-22 0-36-18Z', '#f0a92b'),
    line('M-44 -74C-66 -60-66 -54-58 -74', '#e3a37c', 13),
    line('M8 -72C34 -56 40 -40 30 -28', '#e3a37c', 13),
    circle(-60, -76, 9, '#e3a37c'),
    circle(30, -26, 9, '#e3a37c'),
    path('M-260 30q60 14 130 10M150 40q70 2 110-12', 'none', 'stroke="#eafcff" stroke-width="5" stroke-linecap="round" opacity=".8"'),
  )

const shore = peak(300, 320, 560, 260, '#7fa9b8', '#5f8aa0', '#ffffff') + peak(720, 320, 520, 210, '#8fb6c2', '#6d97aa', '#ffffff') + peak(520, 322, 340, 150, '#9cc1ca', '#7aa3b3', '#ffffff') + ridge(5, 304, 18, '#5f9a72', 6) + firs(13, 40, 326, 62, '#37755a', '#245642')

export const lakeKayak = picture(
  'lake-kayak',
  [down('sky', '#4fb0dc', '#9bdaea', '#e9f6ea'), down('lake', '#8fd0cf', '#3a9aa8', '#176d80'), light('sun', '#fffbe0', 1), clip('water', rect(0, 322, 960, 280, '#fff')), blur('soft', 2.4), blur('mist', 12)],
  backdrop('url(#sky)'),
  circle(560, 120, 230, 'url(#sun)'),
  circle(560, 120, 40, '#fff6c9'),
  cloud(190, 96, 1.2, '#fff', 0.92),
  cloud(830, 120, 1, '#fff', 0.85),
  shore,
  rect(0, 322, 960, 278, 'url(#lake)'),
  within('clip-path="url(#water)" opacity=".5" filter="url(#soft)"', group('translate(0 646) scale(1 -1)', shore)),
  rect(-40, 306, 1040, 24, '#ffffff', 'opacity=".5" filter="url(#mist)"'),
  ripples(7, 80, 340, 596, '#eafcff'),
  ripples(17, 34, 360, 596, '#0f5a6b'),
  paddler(640, 428, 0.62, '#ffd35c', '#c98f0e', '#2f8f83'),
  paddler(356, 510, 1, '#e8593f', '#9a2b1b', '#ffb347'),
  path('M960 600V470Q900 480 860 540T800 600Z', '#3f6b3d'),
  times(9, (index) => line(`M${836 + index * 16} 600Q${830 + index * 15} ${520 - (index % 3) * 26} ${820 + index * 18} ${460 - (index % 4) * 22}`, index % 2 ? green.moss : '#3f6b3d', 5)),
  times(4, (index) => oval(838 + index * 34, 450 - (index % 2) * 30, 7, 24, '#7a4a24')),
  fir(20, 420, 300, '#24604a', '#153f30'),
  fir(-30, 470, 380, green.fir, green.firDark),
  path('M0 600V400Q60 410 84 450T60 540T130 600Z', '#3f6b3d'),
  times(6, (index) => oval(20 + index * 20, 560 + (index % 3) * 14, 26, 16, index % 2 ? '#8a978f' : '#a3aea6')),
)
