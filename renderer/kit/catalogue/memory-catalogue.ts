import type { CouponCard } from '../../../core/domain/rows.ts'
import type { SearchCounts } from '../../../core/sync/cloud-functions.ts'
import type { Catalogue, PublicHotel, SearchPage } from './catalogue.ts'

/** One search as it was asked, to be answered by the test: `answer` with a page, `fail` with an error. */
export interface PendingSearch {
  query: string
  cursor: string | null
  maxRows: number
  filters: object
  signal: AbortSignal | undefined
  answer(page: SearchPage): void
  fail(error: unknown): void
}

const noCounts: SearchCounts = {
  capped: false, total: 0, available: 0, discount_kind: { percent: 0, amount: 0, gift: 0 }, min_percent: { 10: 0, 25: 0, 50: 0 }, ends_within_days: { 1: 0, 7: 0, 30: 0 }, city: [], hotel: [],
}

/** A catalogue in memory whose searches wait until the test answers them, so that races can be staged. */
export function memoryCatalogue(content: { coupons?: CouponCard[]; hotels?: PublicHotel[]; counts?: SearchCounts; kept?: CouponCard[] } = {}): Catalogue & { searches: PendingSearch[] } {
  const searches: PendingSearch[] = []
  return {
    searches,
    search: ({ query, cursor, filters, maxRows }, signal) =>
      new Promise((answer, fail) => {
        signal?.addEventListener('abort', () => fail(signal.reason))
        searches.push({ query, cursor, filters, maxRows, signal, answer, fail })
      }),
    counts: async () => content.counts ?? noCounts,
    kept: () => content.kept ?? [],
    coupon: async (id) => content.coupons?.find((coupon) => coupon.id === id) ?? null,
    hotel: async (id) => content.hotels?.find((hotel) => hotel.id === id) ?? null,
    cities: async () => [...new Set(content.hotels?.map((hotel) => hotel.city))].sort(),
    unsubscribe: async () => undefined,
    pictureUrl: (path) => path,
  }
}
