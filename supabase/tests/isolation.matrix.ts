import { randomUUID } from 'node:crypto'
import { browser } from './scene.ts'
import type { Json } from './world.ts'

/**
 * What strangers get of hotel A and its guest: the whole expectation, by name. The tests enumerate tables, functions,
 * buckets and topics from the catalogue; one that is missing here fails them.
 */

/** Who tries. They have nothing to do with hotel A, or no longer: `removed` was its manager. */
export type Intruder = 'anon' | 'guest' | 'owner-of-b' | 'desk-of-b' | 'removed'
export const intruders: Intruder[] = ['anon', 'guest', 'owner-of-b', 'desk-of-b', 'removed']

/** The rows of hotel A and its guest that strangers may read; where nothing is said: none. Writing is never allowed. */
export const tables: Record<string, ((row: Json) => boolean) | 'nothing'> = {
  profiles: 'nothing',
  hotels: (row) => row.listed,
  hotel_members: 'nothing',
  coupons: (row) => row.status === 'published',
  redemptions: 'nothing',
  redemption_codes: 'nothing',
  follows: 'nothing',
  notifications: 'nothing',
  notification_reads: 'nothing',
  delivery_channels: 'nothing',
  push_subscriptions: 'nothing',
  deliveries: 'nothing',
  queue_messages: 'nothing',
  interaction_queue: 'nothing',
  interaction_batches: 'nothing',
  interaction_dead_letters: 'nothing',
  interaction_daily: 'nothing',
  uses: 'nothing',
  code_attempts: 'nothing',
  commands: 'nothing',
  audit_log: 'nothing',
  hotel_invitations: 'nothing',
  reports: 'nothing',
}

/** Hotel A's own people, and its guest. */
export type Insider = 'victim' | 'desk' | 'manager' | 'owner'
export const insiders: Insider[] = ['victim', 'desk', 'manager', 'owner']

type Reads = Record<string, (row: Json, ids: { self: string; victim: string }) => boolean>
const all = () => true
const own = (row: Json, { self }: { self: string }): boolean => row.user_id === self
const forDesks: Reads = {
  profiles: (row, { victim }) => row.id !== victim,
  hotels: all, hotel_members: all, coupons: all, redemptions: all, interaction_daily: all, uses: all, reports: all,
  notifications: own,
}

/** The rows of hotel A and its guest that each of them may read; where nothing is said: none. */
export const insiderReads: Record<Insider, Reads> = {
  victim: {
    profiles: (row, { self }) => row.id === self,
    hotels: all,
    coupons: (row) => row.status === 'published',
    redemptions: all, redemption_codes: all, follows: all, notification_reads: all, delivery_channels: all, push_subscriptions: all,
    notifications: (row, ids) => own(row, ids) || row.audience === 'followers',
  },
  desk: forDesks,
  manager: { ...forDesks, audit_log: all },
  owner: { ...forDesks, audit_log: all, hotel_invitations: all },
}

/** What of hotel A an attempt aims at. */
export interface Target {
  hotel: string
  published: string
  draft: string
  code: string
  notification: string
  invitation: string
  use: string
  member: string
  /** Where the guest's browser takes pushes. */
  endpoint: string
  /** The guest's switch for e-mails. */
  channel: string
  /** The intruder's own hotel, where he has one. */
  own: string | null
}

/** A refusal (`HC003`), what the answer must be, or `own`: it only touches what is the caller's. */
export type Outcome = string | { answer: (answer: Json) => void }

/** One call with what comes of it: for `anon`, and for those who are signed in. */
export interface Attempt {
  args: (target: Target) => Record<string, unknown>
  anon: Outcome
  signedIn: Outcome
}

const noExecute = '42501'
const command = () => ({ command_id: randomUUID() })
const now = () => new Date().toISOString()
const answers = (answer: (answer: Json) => void): Outcome => ({ answer })
const equals = (expected: Json): Outcome => answers((answer) => {
  if (JSON.stringify(answer) !== JSON.stringify(expected)) throw new Error(`answered ${JSON.stringify(answer)}`)
})
const withoutAny = (...secrets: (keyof Target)[]) => (target: Target): Outcome => answers((answer) => {
  for (const secret of secrets) {
    if (JSON.stringify(answer).includes(String(target[secret]))) throw new Error(`told of ${secret}: ${JSON.stringify(answer)}`)
  }
})

const managed = (name: 'coupon'): Attempt => ({ args: (target) => ({ ...command(), [name]: target.draft }), anon: noExecute, signedIn: 'HC003' })

/** Every function that the API exposes, tried on what belongs to hotel A. */
export const functions: Record<string, (Attempt | ((target: Target) => Attempt))[]> = {
  create_hotel: [{ args: () => ({ ...command(), hotel: {} }), anon: noExecute, signedIn: 'HC001' }],
  save_coupon: [
    { args: ({ draft, hotel }) => ({ ...command(), coupon: { id: draft, hotel_id: hotel, title: 'Taken' } }), anon: noExecute, signedIn: 'HC003' },
    { args: ({ draft, hotel, own }) => ({ ...command(), coupon: { id: draft, hotel_id: own ?? hotel, title: 'Taken' } }), anon: noExecute, signedIn: 'HC003' },
  ],
  publish_coupon: [managed('coupon')],
  count_followers: [{ args: ({ hotel }) => ({ hotel }), anon: noExecute, signedIn: 'HC003' }],
  audit_page: [{ args: ({ hotel }) => ({ hotel }), anon: noExecute, signedIn: 'HC003' }],
  pause_coupon: [managed('coupon')],
  archive_coupon: [managed('coupon')],
  search_coupons: [
    (target) => ({ args: () => ({ query: 'tea' }), anon: withoutAny('draft', 'code')(target), signedIn: withoutAny('draft', 'code')(target) }),
    (target) => ({ args: ({ hotel }) => ({ filters: { hotel } }), anon: withoutAny('draft')(target), signedIn: withoutAny('draft')(target) }),
  ],
  count_coupons: [(target) => ({ args: ({ hotel }) => ({ filters: { hotel } }), anon: withoutAny('draft', 'code')(target), signedIn: withoutAny('draft', 'code')(target) })],
  server_info: [{ args: () => ({}), anon: equals({ schema: 1, product: 'hotel-coupons', oldest_app: 1 }), signedIn: equals({ schema: 1, product: 'hotel-coupons', oldest_app: 1 }) }],
  get_coupon: [{ args: ({ draft }) => ({ coupon: draft }), anon: equals(null), signedIn: equals(null) }],
  redeem_coupon: [{ args: ({ draft }) => ({ ...command(), coupon: draft }), anon: noExecute, signedIn: 'HC004' }],
  verify_code: [
    { args: ({ hotel, code }) => ({ hotel, code }), anon: noExecute, signedIn: 'HC003' },
    { args: ({ hotel, own, code }) => ({ hotel: own ?? hotel, code }), anon: noExecute, signedIn: 'HC003 or other-hotel' },
  ],
  use_code: [
    { args: ({ hotel, code }) => ({ ...command(), hotel, code, happened_at: now() }), anon: noExecute, signedIn: 'HC003' },
    { args: ({ hotel, own, code }) => ({ ...command(), hotel: own ?? hotel, code, happened_at: now() }), anon: noExecute, signedIn: 'HC003 or other-hotel' },
  ],
  set_follow: [{ args: () => ({ ...command(), hotel: randomUUID(), following: true }), anon: noExecute, signedIn: 'HC004' }],
  mark_notifications_read: [
    { args: ({ notification }) => ({ ...command(), ids: [notification] }), anon: noExecute, signedIn: equals({ kind: 'read', count: 0 }) },
  ],
  set_delivery_channel: [{ args: () => ({ ...command(), channel: 'fax', enabled: true }), anon: noExecute, signedIn: 'HC001' }],
  save_push_subscription: [
    // An endpoint alone does not move a browser to somebody else.
    { args: ({ endpoint }) => ({ ...command(), subscription: { ...browser(), endpoint } }), anon: noExecute, signedIn: 'HC003' },
  ],
  remove_push_subscription: [{ args: ({ endpoint }) => ({ ...command(), endpoint }), anon: noExecute, signedIn: equals({ kind: 'removed' }) }],
  unsubscribe: [{ args: () => ({ token: randomUUID() }), anon: equals({ kind: 'unsubscribed' }), signedIn: equals({ kind: 'unsubscribed' }) }],
  expand_deliveries: [{ args: () => ({}), anon: noExecute, signedIn: noExecute }],
  take_deliveries: [{ args: () => ({ channels: ['push'] }), anon: noExecute, signedIn: noExecute }],
  send_messages: [{ args: () => ({ queue: 'mine', messages: [] }), anon: noExecute, signedIn: noExecute }],
  take_messages: [{ args: () => ({ queue: 'mine' }), anon: noExecute, signedIn: noExecute }],
  finish_message: [{ args: () => ({ message: randomUUID(), attempt: 1, outcome: { kind: 'done' } }), anon: noExecute, signedIn: noExecute }],
  finish_delivery: [{ args: () => ({ delivery: randomUUID(), attempt: 1, outcome: { kind: 'sent' } }), anon: noExecute, signedIn: noExecute }],
  record_interactions: [{ args: () => ({ batch_id: randomUUID(), events: {} }), anon: 'HC001', signedIn: 'HC001' }],
  drain_interactions: [{ args: () => ({}), anon: noExecute, signedIn: noExecute }],
  expire_redemptions: [{ args: () => ({}), anon: noExecute, signedIn: noExecute }],
  remind_expiring: [{ args: () => ({}), anon: noExecute, signedIn: noExecute }],
  clean_up: [{ args: () => ({}), anon: noExecute, signedIn: noExecute }],
  export_my_data: [
    (target) => ({ args: () => ({}), anon: noExecute, signedIn: withoutAny('hotel', 'code', 'draft', 'notification', 'invitation', 'use', 'member', 'endpoint', 'channel')(target) }),
  ],
  erase_me: [{ args: () => ({ ...command(), confirmation: 'victim@example.com' }), anon: noExecute, signedIn: 'HC001' }],
  pull_changes: [
    { args: ({ hotel }) => ({ hotel }), anon: noExecute, signedIn: 'HC003' },
    (target) => ({ args: () => ({}), anon: noExecute, signedIn: withoutAny('hotel', 'code', 'draft', 'notification', 'channel')(target) }),
  ],
  invite_member: [{ args: ({ hotel }) => ({ ...command(), hotel, email: 'x@example.com', role: 'owner' }), anon: noExecute, signedIn: 'HC003' }],
  accept_invitation: [{ args: () => ({ ...command(), token: '0'.repeat(64) }), anon: noExecute, signedIn: 'HC004' }],
  revoke_invitation: [{ args: ({ invitation }) => ({ ...command(), invitation }), anon: noExecute, signedIn: 'HC003' }],
  change_member_role: [{ args: ({ hotel, member }) => ({ ...command(), hotel, member, role: 'desk' }), anon: noExecute, signedIn: 'HC003' }],
  remove_member: [{ args: ({ hotel, member }) => ({ ...command(), hotel, member }), anon: noExecute, signedIn: 'HC003' }],
  leave_hotel: [{ args: ({ hotel }) => ({ ...command(), hotel }), anon: noExecute, signedIn: 'HC003' }],
  undo_use: [{ args: ({ hotel, own, use }) => ({ ...command(), hotel: own ?? hotel, use, reason: 'x' }), anon: noExecute, signedIn: 'HC003' }],
  undo_code: [{ args: ({ hotel, own, code }) => ({ ...command(), hotel: own ?? hotel, code, happened_at: now(), reason: 'x' }), anon: noExecute, signedIn: 'HC003' }],
  close_conflict: [{ args: ({ hotel, own, use }) => ({ ...command(), hotel: own ?? hotel, use, reason: 'x' }), anon: noExecute, signedIn: 'HC003' }],
  save_report: [
    { args: ({ hotel }) => ({ ...command(), report: { id: randomUUID(), hotel_id: hotel, from_day: '2026-01-01', to_day: '2026-01-02', path: `${hotel}/x.pdf`, bytes: 1 } }), anon: noExecute, signedIn: 'HC003' },
  ],
  update_hotel: [{ args: ({ hotel }) => ({ ...command(), hotel: { id: hotel, name: 'Taken' } }), anon: noExecute, signedIn: 'HC003' }],
  coupon_figures: [{ args: ({ hotel }) => ({ hotel, from_day: '2025-01-01', to_day: '2026-01-01' }), anon: noExecute, signedIn: 'HC003' }],
}

/** Every bucket: whether a stranger who knows the path may fetch the file. Listing and writing is never allowed. */
export const buckets: Record<string, { folder: 'hotel' | 'guest'; type: string; fetch: boolean }> = {
  'coupon-images': { folder: 'hotel', type: 'image/png', fetch: true },
  avatars: { folder: 'guest', type: 'image/png', fetch: false },
  reports: { folder: 'hotel', type: 'application/pdf', fetch: false },
}

/** Every kind of realtime topic, with the id that stands in it. Strangers neither join nor send. */
export const topics: Record<string, 'hotel' | 'guest'> = {
  'hotel:%s:desk': 'hotel',
  'hotel:%s:offers': 'hotel',
  'guest:%s': 'guest',
}

/** What of it a manager is refused, too. */
export const managerIsRefused = ['update_hotel', 'invite_member', 'revoke_invitation', 'change_member_role', 'remove_member']

/** What the lowest role of hotel A itself is refused, though he is a member. */
export const deskIsRefused: Record<string, (target: Target) => Record<string, unknown>> = {
  save_coupon: ({ draft, hotel }) => ({ ...command(), coupon: { id: draft, hotel_id: hotel, title: 'Taken' } }),
  publish_coupon: ({ draft }) => ({ ...command(), coupon: draft }),
  count_followers: ({ hotel }) => ({ hotel }),
  audit_page: ({ hotel }) => ({ hotel }),
  pause_coupon: ({ published }) => ({ ...command(), coupon: published }),
  archive_coupon: ({ published }) => ({ ...command(), coupon: published }),
  update_hotel: ({ hotel }) => ({ ...command(), hotel: { id: hotel, name: 'Taken' } }),
  undo_use: ({ hotel, use }) => ({ ...command(), hotel, use, reason: 'x' }),
  undo_code: ({ hotel, code }) => ({ ...command(), hotel, code, happened_at: now(), reason: 'x' }),
  close_conflict: ({ hotel, use }) => ({ ...command(), hotel, use, reason: 'x' }),
  invite_member: ({ hotel }) => ({ ...command(), hotel, email: 'x@example.com', role: 'owner' }),
  revoke_invitation: ({ invitation }) => ({ ...command(), invitation }),
  change_member_role: ({ hotel, member }) => ({ ...command(), hotel, member, role: 'desk' }),
  remove_member: ({ hotel, member }) => ({ ...command(), hotel, member }),
}
