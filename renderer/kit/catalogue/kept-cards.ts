import type { CouponCard } from '../../../core/domain/rows.ts'

const key = 'hotel-coupons-seen'
// A few screens of a list: some hundred kilobytes at most.
const most = 60

/** The coupons that were seen last on this device, newest first: what a guest without network can still look through. Public, all of them. */
export interface KeptCards {
  keep(cards: CouponCard[]): void
  read(): CouponCard[]
}

/** Kept in a browser's storage. One that keeps nothing, or is full, has none. */
export function keptCards(storage: () => Pick<Storage, 'getItem' | 'setItem'> = () => localStorage): KeptCards {
  const read = (): CouponCard[] => {
    try {
      const kept: unknown = JSON.parse(storage().getItem(key) ?? '[]')
      return Array.isArray(kept) ? (kept as CouponCard[]) : []
    } catch {
      return []
    }
  }
  return {
    read,
    keep(cards) {
      const seen = new Set(cards.map(({ id }) => id))
      const all = [...cards, ...read().filter(({ id }) => !seen.has(id))].slice(0, most)
      try {
        storage().setItem(key, JSON.stringify(all))
      } catch {
        return // private mode or full: the network has them
      }
    },
  }
}

/** Forgets them: the next person on this device need not see what the last one looked for. */
export function forgetKeptCards(storage: Pick<Storage, 'removeItem'> = localStorage): void {
  storage.removeItem(key)
}
