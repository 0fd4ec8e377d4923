import type { AuditEntry, AuditFilters } from '../domain/audit.ts'
import type { CouponCard, CouponStatus, DiscountKind, Hotel, MemberRole } from '../domain/rows.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { CommandName, Commands } from './command.ts'

/** What a search may be narrowed to. Absent keys don't narrow. */
export interface SearchFilters {
  hotel?: string
  city?: string
  discount_kind?: DiscountKind
  min_percent?: number
  ends_within_days?: number
  /** Can be redeemed now; false: cannot, being sold out or still to come. */
  available?: boolean
  sort?: 'relevance' | 'newest' | 'ends-soon' | 'biggest'
}

/** What each value of a filter would leave, the others as they are; counted among at most 10,000 coupons (`capped`). */
export interface SearchCounts {
  capped: boolean
  total: number
  available: number
  discount_kind: Record<DiscountKind, number>
  min_percent: Record<'10' | '25' | '50', number>
  ends_within_days: Record<'1' | '7' | '30', number>
  /** At most 20 cities, the fullest first. */
  city: { city: string; count: number }[]
  /** At most 20 hotels, the fullest first; where one is chosen, that alone. */
  hotel: { hotel_id: string; name: string; count: number }[]
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
    result: { items: CouponCard[]; cursor: string | null; corrected: string | null }
  }
  count_coupons: { args: { query?: string; filters?: SearchFilters }; result: SearchCounts }
  get_coupon: { args: { coupon: string }; result: CouponCard | null }
  verify_code: { args: { hotel: string; code: string; device?: string | null }; result: Verdict }
  /** Who would be told at once of a first publication, and who follows but mutes; each counted to a thousand (1001: more). */
  count_followers: { args: { hotel: string }; result: { listed: boolean; told: number; muted: number } }
  coupon_figures: { args: { hotel: string; from_day: string; to_day: string }; result: CouponFigures[] }
  /** What was done in the hotel, what happened last first, behind the entry `after`. */
  audit_page: { args: { hotel: string; filters?: AuditFilters; after?: string | null; max_rows?: number }; result: AuditEntry[] }
  record_interactions: {
    args: { batch_id: string; events: InteractionEvent[] }
    result: { kind: 'queued' | 'duplicate'; count: number }
  }
}

/** What may be changed of a hotel; an absent key leaves it as it is. */
export type HotelChange = Pick<Hotel, 'id'> & Partial<Omit<Hotel, 'id'>>

/** The commands that are sent at once or not at all: who works for a hotel and what it says of itself is decided online. */
export interface OnlineCommands {
  update_hotel: { args: { hotel: HotelChange }; result: { kind: 'updated'; hotel_id: string } }
  invite_member: {
    args: { hotel: string; email: string; role: MemberRole }
    /** The token is told once; a repeated command answers without it. `mailed`: its link is on its way to the address. */
    result: { kind: 'invited'; invitation_id: string; expires_at: string; mailed?: boolean; token?: string } | { kind: 'already-member' }
  }
  accept_invitation: {
    args: { token: string }
    result: { kind: 'joined'; hotel_id: string; role: MemberRole } | { kind: 'other-email' | 'accepted' | 'revoked' | 'expired' }
  }
  revoke_invitation: { args: { invitation: string }; result: { kind: 'revoked'; invitation_id: string } }
  change_member_role: {
    args: { hotel: string; member: string; role: MemberRole }
    result: { kind: 'changed'; user_id: string; role: MemberRole } | { kind: 'last-owner' }
  }
  remove_member: { args: { hotel: string; member: string }; result: { kind: 'removed'; user_id: string } | { kind: 'last-owner' } }
  save_report: {
    args: { report: { id: string; hotel_id: string; from_day: string; to_day: string; path: string; bytes: number } }
    result: { kind: 'saved'; report_id: string }
  }
  leave_hotel: { args: { hotel: string }; result: { kind: 'left'; hotel_id: string } | { kind: 'last-owner' } }
}

/** What a browser tells of itself. It waits in no outbox, since it is told anew at each start. */
export interface BrowserCalls {
  /** `p256dh` and `auth` are base64url without padding, as the browser gives them. */
  save_push_subscription: {
    args: { command_id: string; subscription: { endpoint: string; p256dh: string; auth: string; label?: string } }
    result: { kind: 'saved'; subscription_id: string }
  }
  remove_push_subscription: { args: { command_id: string; endpoint: string }; result: { kind: 'removed' } }
}

/** Every function of the database that an app calls by name. */
export type CloudFunctions = Queries & BrowserCalls & {
  [N in CommandName]: { args: Commands[N]['args'] & { command_id: string }; result: Commands[N]['result'] }
} & {
  [N in keyof OnlineCommands]: { args: OnlineCommands[N]['args'] & { command_id: string }; result: OnlineCommands[N]['result'] }
}
export type CloudFunctionName = keyof CloudFunctions
