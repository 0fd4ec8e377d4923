import type { CouponCard } from '../../../core/domain/rows.ts'
import type { Catalogue, PublicHotel, SearchPage } from './catalogue.ts'

/** One search as it was asked, to be answered by the test: `answer` with a page, `fail` with an error. */
export interface PendingSearch {
  query: string
  cursor: string | null
  filters: object
  signal: AbortSignal | undefined
  answer(page: SearchPage): void
  fail(error: unknown): void
}

/** A catalogue in memory whose searches wait until the test answers them, so that races can be staged. */
export function memoryCatalogue(content: { coupons?: CouponCard[]; hotels?: PublicHotel[] } = {}): Catalogue & { searches: PendingSearch[] } {
  const searches: PendingSearch[] = []
  return {
    searches,
    search: ({ query, cursor, filters }, signal) =>
      new Promise((answer, fail) => {
        signal?.addEventListener('abort', () => fail(signal.reason))
        searches.push({ query, cursor, filters, signal, answer, fail })
      }),
    coupon: async (id) => content.coupons?.find((coupon) => coupon.id === id) ?? null,
    hotel: async (id) => content.hotels?.find((hotel) => hotel.id === id) ?? null,
    cities: async () => [...new Set(content.hotels?.map((hotel) => hotel.city))].sort(),
    pictureUrl: (path) => path,
  }
}
