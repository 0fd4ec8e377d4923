/** One demo coupon. Days are counted from today on the hotel's calendar, so that the demo is always of this week. */
export interface CouponSpec {
  slug: string
  /** Its drawing's name in `pictures/index.ts`. */
  picture: string
  title: string
  description: string
  terms: string
  /** Percent, minor units of the hotel's currency, or nothing for a gift. */
  discount: { percent: number } | { amount: number } | 'gift'
  /** First and last day, the last one included. */
  days: [first: number, last: number]
  status: 'draft' | 'published' | 'paused' | 'archived'
  weekdays?: number[]
  hours?: [from: string, to: string]
  max?: number
  perGuest?: number
  validDays?: number
  onlineOnly?: boolean
  /** Views on an ordinary day. */
  views: number
  /** Redemptions so far. */
  taken: number
}

/** A demo hotel with its coupons. */
export interface HotelSpec {
  slug: 'dublin' | 'barcelona' | 'green'
  name: string
  city: string
  country: string
  address: string
  description: string
  timeZone: string
  ownerEmail: string
  coupons: CouponSpec[]
}
