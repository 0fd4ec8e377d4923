import { cloud, ripples, shadow } from '../motifs.ts'
import { backdrop, blur, circle, clip, down, group, light, line, path, picture, rect, times, veil, within } from '../svg.ts'
import { blocks, church, palm, parasol } from './city.ts'
import { barcelona } from './colors.ts'

const lounger = (x: number, y: number, s: number): string =>
  group(
    `translate(${x} ${y}) scale(${s})`,
    shadow(20, 36, 120, 10, 0.22),
    line('M-84 4V34M70 4V34M-60 8L-44 34', '#8a5b3a', 8),
    path('M-104-70l16-10L-30-8H110v14H-40Z', '#a8703f'),
    path('M-100-84q8-10 18-2L-26-18H104q10 0 10 10v4H-38Z', barcelona.lime),
    times(4, (index) => path(`M${-8 + index * 30}-18h14v14h-14Z`, barcelona.coral)),
    path('M-88-70l10-8l12 15l-10 8ZM-64-40l10-8l12 15l-10 8Z', barcelona.coral),
    path('M-108-86q2-16 20-14l16 16q-4 14-18 12Z', '#fffdf8'),
  )

const planter = (x: number): string => path(`M${x - 44} 470h88l-10 86h-68Z`, '#fffaf0') + path(`M${x} 470h44l-10 86h-30Z`, '#dccbb0') + rect(x - 50, 462, 100, 16, '#fffdf8', 'rx="3"')

export const rooftopPool = picture(
  'rooftop-pool',
  [
    down('sky', '#4fb4d8', '#a7dcec', '#ffe9c4', '#ffd6a1'),
    down('sea', '#3d9cc0', '#7cc6d6'),
    down('water', '#8fe3e0', '#37bfc9', '#1597ad'),
    down('deck', '#efd9b4', '#d8b588'),
    veil('haze', '#ffe9c4', 0, 0.75),
    light('sun', '#fff6d0', 1),
    clip('pool', '<path d="M0 392H700L840 520H0Z"/>'),
    blur('soft', 7),
  ],
  backdrop('url(#sky)'),
  circle(742, 150, 200, 'url(#sun)'),
  circle(742, 150, 46, '#fff3bf'),
  cloud(180, 110, 1.1, '#fff', 0.85),
  cloud(480, 70, 0.8, '#fff', 0.7),
  rect(0, 262, 960, 70, 'url(#sea)'),
  times(3, (index) => path(`M${250 + index * 170} 274l0-22l14 22Z`, '#fff', 'opacity=".95"') + path(`M${242 + index * 170} 276h26l-5 6h-16Z`, '#fff')),
  blocks(7, 396, 104, ['#e3a678', '#d98c64', '#eec39a', '#c97a58', '#f0d2ae'], '#7a3f33'),
  church(372, 392, 0.98, '#c98d62', '#8f5a44', '#6b3b35'),
  blocks(19, 400, 66, ['#d98c64', '#f0d2ae', '#cf8058', '#e8b88b'], '#7a3f33'),
  rect(0, 250, 960, 150, 'url(#haze)', 'opacity=".55"'),
  rect(0, 392, 960, 208, 'url(#deck)'),
  times(9, (index) => line(`M${700 + index * 60} 392L${790 + index * 110} 600`, '#c49c6c', 2, 'opacity=".6"')),
  times(3, (index) => rect(0, 540 + index * 24, 960, 2, '#c49c6c', 'opacity=".5"')),
  path('M0 392H706L862 536H0Z', '#fffaf0'),
  path('M0 398H690L832 520H0Z', 'url(#water)'),
  within(
    'clip-path="url(#pool)"',
    times(9, (index) => line(`M${-40 + index * 100} ${420 + (index % 3) * 34}q30-12 60 0t60 0t60 0`, '#fff', 3, 'opacity=".45"')),
    ripples(5, 46, 402, 518, '#ffffff', 0, 800),
  ),
  path('M0 520H832L862 536V548H0Z', '#e6d3b1'),
  times(2, (index) => line(`M${96 + index * 44} 540V470q0-26-24-26t-24 22v30`, '#eef4f5', 7)),
  group('translate(300 458)', circle(0, 6, 46, '#000', 'opacity=".12"'), circle(0, 0, 46, barcelona.coral), times(4, (index) => path('M0 0L-17-43A46 46 0 0 1 17-43Z', '#fff', `transform="rotate(${index * 90})"`)), circle(0, 0, 22, '#4fcbd0')),
  palm(912, 470, 236, barcelona.leaf, barcelona.leafDark),
  planter(918),
  parasol(742, 566, 260, 280, barcelona.coral, barcelona.lime),
  lounger(660, 560, 0.95),
  lounger(862, 576, 1),
)
