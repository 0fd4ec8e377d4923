import type { CouponCard, CouponStatus, DiscountKind } from '../domain/rows.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { CommandName, Commands } from './command.ts'

/** What a search may be narrowed to. Absent keys don't narrow. */
export interface SearchFilters {
  hotel?: string
  city?: string
  discount_kind?: DiscountKind
  min_percent?: number
  ends_within_days?: number
  available?: boolean
  sort?: 'relevance' | 'newest' | 'ends-soon'
}

/** A coupon's sums over a range of hotel-local days. */
export interface CouponFigures {
  coupon_id: string
  title: string
  status: CouponStatus
  views: number
  redemptions: number
  uses: number
}

/** A captured interaction. `at` is when the page saw it. */
export interface InteractionEvent {
  kind: 'view'
  coupon: string
  at: string
}

/** The functions that change nothing a user owns: name → arguments and result, as in docs/database.md. */
export interface Queries {
  search_coupons: {
    args: { query?: string; filters?: SearchFilters; cursor?: string | null; max_rows?: number }
    result: { items: CouponCard[]; cursor: string | null }
  }
  get_coupon: { args: { coupon: string }; result: CouponCard | null }
  verify_code: { args: { hotel: string; code: string; device?: string | null }; result: Verdict }
  coupon_figures: { args: { hotel: string; from_day: string; to_day: string }; result: CouponFigures[] }
  record_interactions: {
    args: { batch_id: string; events: InteractionEvent[] }
    result: { kind: 'queued' | 'duplicate'; count: number }
  }
}

/** Every function of the database that an app calls by name. */
export type CloudFunctions = Queries & {
  [N in CommandName]: { args: Commands[N]['args'] & { command_id: string }; result: Commands[N]['result'] }
}
export type CloudFunctionName = keyof CloudFunctions
