import type { CouponCard, Hotel } from '../../../core/domain/rows.ts'
import type { SearchCounts, SearchFilters } from '../../../core/sync/cloud-functions.ts'

/** One page of a search; `cursor` null: it was the last. `corrected`: the words that were looked for instead of misspelt ones. */
export interface SearchPage {
  items: CouponCard[]
  cursor: string | null
  corrected: string | null
}

/** What a search asks for. */
export interface SearchQuestion {
  query: string
  filters: SearchFilters
  cursor: string | null
  maxRows: number
}

/** A listed hotel as anyone may see it. */
export type PublicHotel = Pick<Hotel, 'id' | 'name' | 'city' | 'country' | 'address' | 'description' | 'time_zone' | 'currency' | 'logo_path'>

/** What anyone may read without an account, online. Failures are AppErrors; an aborted read rejects with the signal's reason. */
export interface Catalogue {
  search(question: SearchQuestion, signal?: AbortSignal): Promise<SearchPage>
  /** How many coupons each value of a filter would leave. */
  counts(request: { query: string; filters: SearchFilters }, signal?: AbortSignal): Promise<SearchCounts>
  /** The coupons that were read last on this device, newest first, for when there is no network. */
  kept(): CouponCard[]
  coupon(id: string, signal?: AbortSignal): Promise<CouponCard | null>
  hotel(id: string, signal?: AbortSignal): Promise<PublicHotel | null>
  /** The cities that have a listed hotel, in alphabetical order. */
  cities(signal?: AbortSignal): Promise<string[]>
  /** Ends the mails that carried this token. */
  unsubscribe(token: string): Promise<void>
  /** The address of a picture in the public bucket. */
  pictureUrl(path: string | null): string | null
}
