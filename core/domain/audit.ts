import type { MemberRole } from './rows.ts'

/**
 * One thing that was done in a hotel, as docs/database.md "audit_log" tells; `user_id` null: the system. `who` did it, `member` or
 * `guest` it is about: names as they are now, null where nobody has them any more. Instants are ISO 8601.
 */
export interface AuditEntry {
  id: string
  user_id: string | null
  role: MemberRole | null
  action: string
  subject: string
  device: string | null
  happened_at: string
  received_at: string
  detail: Record<string, unknown>
  who: string | null
  member: string | null
  guest: string | null
  coupon: string | null
  coupon_id: string | null
}

/** What a page of the audit log is narrowed to. Absent keys don't narrow. Days are `YYYY-MM-DD` of the hotel, both included. */
export interface AuditFilters {
  actions?: readonly string[]
  member?: string
  coupon?: string
  redemption?: string
  from_day?: string
  to_day?: string
  words?: string
}
