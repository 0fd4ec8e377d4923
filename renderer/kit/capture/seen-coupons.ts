const key = 'hotel-coupons-seen'

/** The coupons this session has seen, also over a reload where the browser keeps it. */
export interface SeenCoupons {
  has(coupon: string): boolean
  /** Says whether it is new. */
  add(coupon: string): boolean
  /** Writes down what is new since the last time. */
  keep(): void
}

/** Reads what the session has seen so far. */
export function seenCoupons(storage: Pick<Storage, 'getItem' | 'setItem'>): SeenCoupons {
  const seen = new Set((storage.getItem(key) ?? '').split(' ').filter(Boolean))
  let written = seen.size
  return {
    has: (coupon) => seen.has(coupon),
    add: (coupon) => !seen.has(coupon) && !!seen.add(coupon),
    keep: () => {
      if (seen.size === written) return
      written = seen.size
      storage.setItem(key, [...seen].join(' '))
    },
  }
}
