import type { Coupon, DeliveryChannel, WalletRedemption } from '../domain/rows.ts'
import type { Verdict } from '../domain/verdict.ts'

/** What a hotel writes of a coupon; the database derives the rest. */
export type CouponDraft = Pick<
  Coupon,
  | 'id' | 'hotel_id' | 'title' | 'description' | 'terms' | 'discount_kind' | 'discount_value' | 'starts_on' | 'ends_on'
  | 'weekdays' | 'hours_from' | 'hours_to' | 'max_redemptions' | 'max_per_guest' | 'valid_days_after_redeem' | 'online_only'
  | 'image_path' | 'blackout_dates'
>

/** The commands: name → arguments (without `command_id`, which the engine adds) and result, as in docs/database.md. */
export interface Commands {
  create_hotel: {
    args: { hotel: { name: string; city: string; country: string; time_zone: string; currency: string; address?: string; description?: string } }
    result: { kind: 'created'; hotel_id: string }
  }
  save_coupon: { args: { coupon: CouponDraft }; result: { kind: 'saved'; coupon_id: string } }
  publish_coupon: {
    args: { coupon: string }
    result: { kind: 'published'; coupon_id: string; followers: number } | { kind: 'not-publishable'; reasons: string[] }
  }
  pause_coupon: { args: { coupon: string }; result: { kind: 'paused'; coupon_id: string } }
  archive_coupon: { args: { coupon: string }; result: { kind: 'archived'; coupon_id: string } }
  redeem_coupon: {
    args: { coupon: string; follow: boolean }
    result:
      | { kind: 'redeemed' | 'already-redeemed'; redemption: WalletRedemption }
      | { kind: 'not-yet'; starts_at: string }
      | { kind: 'over'; ends_at: string }
      | { kind: 'sold-out' | 'paused' | 'not-available' }
  }
  use_code: { args: { hotel: string; code: string; happened_at: string; device: string | null }; result: Verdict }
  undo_use: {
    args: { hotel: string; use: string; reason: string }
    result:
      | { kind: 'undone'; use_id: string; redemption_id: string; status: 'redeemed' | 'expired'; expires_at: string }
      | { kind: 'too-late'; until: string }
  }
  /** Takes back the member's own use of a code at an instant, whose id this device has not heard. `closed`: it had come second, and its conflict is settled. */
  undo_code: { args: { hotel: string; code: string; happened_at: string; reason: string }; result: Commands['undo_use']['result'] | { kind: 'closed'; use_id: string } }
  close_conflict: { args: { hotel: string; use: string; reason: string }; result: { kind: 'closed'; use_id: string } }
  set_follow: {
    args: { hotel: string; following: boolean; muted: boolean }
    result: { kind: 'following' | 'not-following'; hotel_id: string }
  }
  mark_notifications_read: { args: { ids: string[] }; result: { kind: 'read'; count: number } }
  set_delivery_channel: { args: { channel: DeliveryChannel['channel']; enabled: boolean }; result: { kind: 'set'; channel: string; enabled: boolean } }
}

export type CommandName = keyof Commands

/**
 * A command in the outbox. `seq` orders the commands of one device. `rejected` ones are kept and shown; a `done` one was accepted,
 * and stays for its effect until the feed has brought what the server made of it.
 */
export interface Command<N extends CommandName = CommandName> {
  id: string
  seq: number
  name: N
  args: Commands[N]['args']
  created_at: string
  state: 'waiting' | 'rejected' | 'done'
  /** Why it was refused: a code of the error catalogue, or the kind of the result. `spent`: the server remembers this answer under the id. */
  error?: { code: string; detail?: string; spent?: true }
}
