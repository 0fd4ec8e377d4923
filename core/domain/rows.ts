/**
 * The rows of the change feed, as `pull_changes` sends them and the replica keeps them. Names and units are those of
 * docs/database.md: ids are UUIDs, instants ISO 8601 with zone, days `YYYY-MM-DD` in the hotel's time zone, money in minor units.
 */

export type DiscountKind = 'percent' | 'amount' | 'gift'
export type CouponStatus = 'draft' | 'published' | 'paused' | 'archived'
export type RedemptionStatus = 'redeemed' | 'used' | 'expired' | 'cancelled'
export type MemberRole = 'owner' | 'manager' | 'desk'

/** A hotel as its members and guests see it. */
export interface Hotel {
  id: string
  name: string
  city: string
  country: string
  address: string
  description: string
  time_zone: string
  currency: string
  logo_path: string | null
  listed: boolean
  /** Whether a desk without network may accept a code that it does not know yet. Absent until the feed has told. */
  accept_unknown_offline?: boolean
}

/** A membership of one hotel, with the member's shown name. */
export interface Member {
  id: string
  hotel_id: string
  user_id: string
  role: MemberRole
  display_name: string
}

/** What a discount is worth: percent 1–100, or minor units of the hotel's currency, or 0 for a gift. */
export interface Discount {
  discount_kind: DiscountKind
  discount_value: number
}

/** When a coupon holds. `ends_on` is included; `starts_at` and `ends_at` (exclusive) are the same in instants. */
export interface Validity {
  starts_on: string
  ends_on: string
  starts_at: string
  ends_at: string
  /** ISO weekdays, 1 = Monday. Null: every day. */
  weekdays: number[] | null
  /** `HH:MM:SS` in hotel time, both or neither; `to ≤ from` crosses midnight. */
  hours_from: string | null
  hours_to: string | null
  /** Hotel-local days on which it does not hold. Null: none; absent in a replica that was written before there were any. */
  blackout_dates?: string[] | null
}

/** A coupon as its hotel's members see it. */
export interface Coupon extends Discount, Validity {
  id: string
  hotel_id: string
  title: string
  description: string
  terms: string
  status: CouponStatus
  max_redemptions: number | null
  max_per_guest: number
  valid_days_after_redeem: number | null
  online_only: boolean
  image_path: string | null
  published_at: string | null
  created_at: string
  updated_at: string
}

/** A coupon as a guest sees it: with its hotel and what is left (null: unlimited). */
export interface CouponCard extends Omit<Coupon, 'created_at' | 'updated_at'> {
  currency: string
  left: number | null
  hotel: Pick<Hotel, 'id' | 'name' | 'city' | 'country' | 'time_zone' | 'logo_path'>
}

/** A redemption as the hotel's members see it: the digest of its code, never the code. */
export interface Redemption {
  id: string
  coupon_id: string
  hotel_id: string
  guest_id: string
  guest_name: string
  ordinal: number
  status: RedemptionStatus
  redeemed_at: string
  expires_at: string
  used_at: string | null
  used_by: string | null
  device: string | null
  code_digest: string
}

/** A redemption in its guest's wallet, with its code and its coupon. */
export interface WalletRedemption
  extends Pick<Redemption, 'id' | 'coupon_id' | 'hotel_id' | 'guest_id' | 'ordinal' | 'status' | 'redeemed_at' | 'expires_at' | 'used_at'> {
  code: string
  coupon: CouponCard
}

/** Figures of one coupon on one hotel-local day. `id` is `coupon_id:day`. */
export interface DailyFigures {
  id: string
  coupon_id: string
  hotel_id: string
  day: string
  views: number
  redemptions: number
  uses: number
}

/** A physical use that a desk performed. Exactly one per redemption is `counted`. */
export interface Use {
  id: string
  hotel_id: string
  redemption_id: string
  status: 'counted' | 'conflict' | 'undone' | 'closed'
  happened_at: string
  received_at: string
  used_by: string | null
  device: string | null
  reason: string | null
}

/** A guest's link to a hotel. It holds while `ended_at` is null. */
export interface Follow {
  id: string
  hotel_id: string
  guest_id: string
  muted: boolean
  since: string
  ended_at: string | null
  hotel: Pick<Hotel, 'id' | 'name' | 'city' | 'logo_path'>
}

/** One event that a guest is told of. `payload` always has `title` and `hotel_name`. */
export interface GuestNotification {
  id: string
  kind: 'coupon-published' | 'redemption-used' | 'redemption-expiring' | 'redemption-restored' | 'report-saved'
  hotel_id: string
  coupon_id: string | null
  redemption_id: string | null
  /** `days`: so many are left before a redemption expires. */
  payload: { title: string; hotel_name: string; days?: number }
  created_at: string
  read_at: string | null
}

/** A signed-in user's own profile. */
export interface Profile {
  id: string
  display_name: string
  /** Null until one was chosen, or read at sign-up. */
  locale: 'en' | 'es' | null
  avatar_path: string | null
}

/** A user's switch for a further channel of notices. No row: off. */
export interface DeliveryChannel {
  id: string
  channel: 'push' | 'email'
  enabled: boolean
}

/** The tables of a hotel's feed, by name. */
export interface HotelTables {
  hotels: Hotel
  hotel_members: Member
  coupons: Coupon
  redemptions: Redemption
  interaction_daily: DailyFigures
  uses: Use
}

/** The tables of a guest's own feed, by name. */
export interface GuestTables {
  profiles: Profile
  redemptions: WalletRedemption
  follows: Follow
  notifications: GuestNotification
  delivery_channels: DeliveryChannel
}
