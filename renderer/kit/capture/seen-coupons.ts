const key = 'hotel-coupons-seen'

/** The coupons this session has seen, also over a reload where the browser keeps it. */
export interface SeenCoupons {
  has(coupon: string): boolean
  /** Says whether it is new. */
  add(coupon: string): boolean
}

/** Reads what the session has seen so far. */
export function seenCoupons(storage: Pick<Storage, 'getItem' | 'setItem'>): SeenCoupons {
  const seen = new Set((storage.getItem(key) ?? '').split(' ').filter(Boolean))
  return {
    has: (coupon) => seen.has(coupon),
    add: (coupon) => {
      if (seen.has(coupon)) return false
      seen.add(coupon)
      storage.setItem(key, [...seen].join(' '))
      return true
    },
  }
}
