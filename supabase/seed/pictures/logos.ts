import { barcelona } from './barcelona/colors.ts'
import { dublin } from './dublin/colors.ts'
import { green } from './green/colors.ts'
import { circle, clip, line, path, rect, round, times, within } from './svg.ts'

const size = 256
const badge = (defs: string, ...shapes: string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size}" height="${size}"><defs>${clip('badge', circle(128, 128, 122, '#fff'))}${defs}</defs>${shapes.join('')}</svg>`

const rays = times(7, (index) => {
  const turn = (Math.PI * (index + 1)) / 8
  return line(`M128 116L${round(128 - Math.cos(turn) * 58)} ${round(116 - Math.sin(turn) * 58)}`, dublin.bottle, 5)
})

/** A fanlight over a door. */
const dublinLogo = badge(
  '',
  circle(128, 128, 122, dublin.bottle),
  circle(128, 128, 111, 'none', `stroke="${dublin.brass}" stroke-width="4"`),
  path('M58 122A70 70 0 0 1 198 122Z', dublin.cream),
  rays,
  path('M106 122A22 22 0 0 1 150 122Z', dublin.brass),
  rect(58, 128, 140, 10, dublin.brass),
  rect(66, 144, 16, 74, dublin.cream),
  rect(174, 144, 16, 74, dublin.cream),
  rect(92, 144, 72, 82, dublin.brass, 'rx="2"'),
  times(2, (index) => rect(100 + index * 31, 153, 25, 26, dublin.bottle, 'rx="2"') + rect(100 + index * 31, 187, 25, 32, dublin.bottle, 'rx="2"')),
)

/** A sun of broken tiles over the sea. */
const barcelonaLogo = badge(
  '',
  circle(128, 128, 122, barcelona.lime),
  within(
    'clip-path="url(#badge)"',
    times(12, (index) => `<g transform="translate(128 136) rotate(${index * 15 - 82.5})">${path('M-8-72L0-104L8-72Z', index % 2 ? barcelona.sun : barcelona.coral)}</g>`),
    circle(128, 136, 62, barcelona.coral),
    times(5, (index) => path(`M128 136L${round(128 - Math.cos(index * 0.628) * 62)} ${round(136 - Math.sin(index * 0.628) * 62)}A62 62 0 0 1 ${round(128 - Math.cos((index + 1) * 0.628) * 62)} ${round(136 - Math.sin((index + 1) * 0.628) * 62)}Z`, [barcelona.coral, '#e8944a', barcelona.sun, '#f2a65a', barcelona.clay][index] ?? barcelona.coral, 'stroke="#fff6e6" stroke-width="4"')),
    path('M0 142q21-20 43 0t43 0t43 0t43 0t43 0t43 0V256H0Z', barcelona.pool),
    path('M0 168q21-20 43 0t43 0t43 0t43 0t43 0t43 0V256H0Z', barcelona.sea),
    path('M-20 196q21-20 43 0t43 0t43 0t43 0t43 0t43 0t43 0V256H-20Z', barcelona.seaDark),
  ),
  circle(128, 128, 117, 'none', `stroke="${barcelona.seaDark}" stroke-width="10"`),
)

/** A leaf that is a mountain, too. */
const greenLogo = badge(
  '',
  circle(128, 128, 122, green.fir),
  within(
    'clip-path="url(#badge)"',
    circle(170, 92, 26, green.honeyLight),
    path('M10 214L92 96L132 152L160 118L246 214V256H10Z', '#2f7a57'),
    path('M92 96L62 139L78 132L92 146L106 130L121 137Z', green.cream),
    path('M0 204Q70 180 128 200T256 196V256H0Z', green.moss),
  ),
  path('M128 224C84 196 84 148 128 112C172 148 172 196 128 224Z', green.mossLight),
  path('M128 224C172 196 172 148 128 112Z', '#74a84e'),
  line('M128 236V140M128 200L108 182M128 180L148 164M128 210L150 190', green.cream, 5),
  circle(128, 128, 112, 'none', `stroke="${green.cream}" stroke-width="4"`),
)

/** The mark of each hotel, 256 by 256. */
export const logos = { dublin: dublinLogo, barcelona: barcelonaLogo, green: greenLogo }
