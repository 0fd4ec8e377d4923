import type { CouponSpec, HotelSpec } from './coupon-spec.ts'
import { crowd, type DemoPerson, guests } from './people.ts'
import { diceOf, idOf, type Dice } from './random.ts'

/** A redemption of the demo. Days are counted from today on the hotel's calendar, times are on its clock. */
export interface DemoRedemption {
  id: string
  coupon_id: string
  guest_id: string
  code_body: string
  day: number
  time: string
  used_day: number | null
  used_time: string | null
  cancelled: boolean
}

/** Views of one coupon on one day. */
export interface DemoViews {
  coupon_id: string
  day: number
  views: number
}

/** How far back the figures go: six weeks. */
const firstDay = -42
const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What the guests who can sign in hold: coupon, days since, and days until they used it. */
const held: [guest: DemoPerson, slug: string, day: number, usedAfter?: number][] = [
  [guests.alex, 'afternoon-tea', -3], [guests.alex, 'barrel-sauna', -1], [guests.alex, 'rooftop-sunset', -12, 3],
  [guests.beatriz, 'full-irish', -2], [guests.beatriz, 'tapas-menu', -6], [guests.beatriz, 'third-night', -4], [guests.beatriz, 'wild-honey', -15, 6],
  [guests.luis, 'rooftop-sunset', -2], [guests.luis, 'late-checkout', -5], [guests.luis, 'summit-hike', -18, 4], [guests.luis, 'barrel-sauna', -30],
]

/** The id of a demo hotel. */
export const hotelId = (hotel: HotelSpec): string => idOf(`hotel:${hotel.slug}`)

/** The id of a coupon of a hotel. */
export const couponId = (hotel: HotelSpec, coupon: CouponSpec): string => idOf(`coupon:${hotel.slug}/${coupon.slug}`)

/** The day a coupon was first published: upcoming ones are announced a few days ahead. */
export const publishedDay = (coupon: CouponSpec): number => Math.min(coupon.days[0], -4)

/** All redemptions of a coupon. */
export function redemptionsOf(hotel: HotelSpec, coupon: CouponSpec): DemoRedemption[] {
  const dice = diceOf(`redemptions:${hotel.slug}/${coupon.slug}`)
  const first = Math.max(coupon.days[0], firstDay)
  const last = Math.min(coupon.days[1], -1)
  const byCrowd = dice.shuffled(crowd).slice(0, coupon.taken).map((guest) => {
    const day = dice.between(first, last)
    const usedDay = day + dice.between(1, Math.min(6, coupon.validDays ?? 6))
    return redemption(hotel, coupon, guest, dice, day, dice.next() < 0.68 && usedDay <= last ? usedDay : null, dice.next() < 0.15 && !coupon.max)
  })
  const byDemo = held.filter(([, slug]) => slug === coupon.slug)
    .map(([guest, , day, usedAfter]) => redemption(hotel, coupon, guest, dice, day, usedAfter === undefined ? null : day + usedAfter, false))
  return [...byCrowd, ...byDemo]
}

function redemption(
  hotel: HotelSpec, coupon: CouponSpec, guest: DemoPerson, dice: Dice, day: number, usedDay: number | null, cancelled: boolean,
): DemoRedemption {
  return {
    id: idOf(`redemption:${hotel.slug}/${coupon.slug}/${guest.email}`),
    coupon_id: couponId(hotel, coupon),
    guest_id: guest.id,
    code_body: Array.from({ length: 12 }, () => codeAlphabet.charAt(dice.between(0, 31))).join(''),
    day,
    time: clock(dice, 8, 22),
    used_day: usedDay,
    used_time: usedDay === null ? null : clock(dice, 9, 21),
    cancelled: cancelled && usedDay === null,
  }
}

const clock = (dice: Dice, from: number, to: number): string =>
  [dice.between(from, to - 1), dice.between(0, 59), dice.between(0, 59)].map((n) => String(n).padStart(2, '0')).join(':')

/** Views per day since a coupon was published: more at weekends, fewer so far today, none before. */
export function viewsOf(hotel: HotelSpec, coupon: CouponSpec, weekdayOf: (day: number) => number): DemoViews[] {
  const dice = diceOf(`views:${hotel.slug}/${coupon.slug}`)
  const from = Math.max(publishedDay(coupon), firstDay)
  const to = Math.min(coupon.days[1], 0)
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i).map((day) => {
    const weekend = weekdayOf(day) >= 5 ? 1.35 : 1
    const soFar = day === 0 ? 0.35 : 1
    return { coupon_id: couponId(hotel, coupon), day, views: Math.round(coupon.views * weekend * soFar * (0.6 + 0.8 * dice.next())) }
  })
}
