import type { Outcome } from '../../../core/queue/queue.ts'

/** What `take_deliveries` gives: one thing to tell one person in one way. */
export interface Delivery {
  id: string
  attempt: number
  channel: 'push' | 'email'
  kind: 'coupon-published' | 'redemption-used' | 'redemption-expiring' | 'redemption-restored' | 'report-saved' | 'invitation'
  notification_id?: string
  coupon_id: string | null
  redemption_id: string | null
  payload: Payload
  locale: string
  to: { endpoint?: string; p256dh?: string; auth?: string; email?: string; unsubscribe?: string }
}

/** What a notification says, by kind: all have hotel_name, those about a coupon its title. */
export interface Payload {
  title?: string
  hotel_name: string
  days?: number
  used_at?: string
  from_day?: string
  to_day?: string
  token?: string
  role?: string
  invited_by?: string | null
}

/** As with any message; `gone`: the address is no more, and nothing is to be sent there again. */
export type Delivered = Outcome | { kind: 'gone'; error: string }

/** A way to tell somebody something. It answers how it went, within a few seconds, and sends no more than one message. */
export interface Channel {
  send(delivery: Delivery): Promise<Delivered>
}
