import type { Discount, Validity } from './rows.ts'

/** What the desk is told of a code. The order of judgement and the fields are those of docs/database.md, "Verdict". */
export type Verdict =
  | ({
      kind: 'valid'
      redemption_id: string
      coupon_id: string
      coupon_title: string
      currency: string
      guest_name: string
      redeemed_at: string
      expires_at: string
    } & Discount)
  | { kind: 'used'; use_id: string; redemption_id: string; coupon_title: string; guest_name: string; used_at: string }
  | { kind: 'not-yet'; starts_at: string }
  | ({ kind: 'outside-hours' } & Pick<Validity, 'weekdays' | 'hours_from' | 'hours_to' | 'blackout_dates'>)
  | { kind: 'expired'; ended_at: string }
  | { kind: 'paused' }
  | { kind: 'cancelled' }
  | { kind: 'other-hotel' }
  | { kind: 'already-used'; used_at: string; used_by_name: string | null; device: string | null }
  | { kind: 'unknown-code' }
  | { kind: 'malformed-code' }
  | { kind: 'too-many-attempts'; retry_after_s: number }
