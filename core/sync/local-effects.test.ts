import { expect, it } from 'vitest'
import { codeDigest, codeFromRandom, formatCode } from '../domain/code.ts'
import type { Coupon, Follow, GuestNotification, GuestTables, Hotel, HotelTables, Redemption, Use } from '../domain/rows.ts'
import type { CommandName, Commands, CouponDraft } from './command.ts'
import { guestEffects } from './guest-effects.ts'
import { hotelEffects } from './hotel-effects.ts'
import { memoryStore } from './memory-store.ts'
import { append } from './outbox.ts'
import type { LocalEffects, ReplicaStore, RowTables } from './ports.ts'

let count = 0
const at = '2026-06-01T08:00:00Z'
const commit = <T extends RowTables<T>, N extends CommandName>(store: ReplicaStore<T>, effects: LocalEffects<T>, name: N, args: Commands[N]['args']) =>
  store.transaction((tx) => append(tx, effects, { id: `${name}-${++count}`, name, args, created_at: at }))

const desk = () => memoryStore<HotelTables>(['hotels', 'hotel_members', 'coupons', 'redemptions', 'interaction_daily', 'uses'])
const madrid = { id: 'h', name: 'Sol', time_zone: 'Europe/Madrid', currency: 'EUR' } as Hotel
const draft: CouponDraft = {
  id: 'c', hotel_id: 'h', title: 'Spa', description: '', terms: '', discount_kind: 'gift', discount_value: 0, starts_on: '2026-07-01',
  ends_on: '2026-07-02', weekdays: null, hours_from: null, hours_to: null, max_redemptions: null, max_per_guest: 1,
  valid_days_after_redeem: null, online_only: false, image_path: null, blackout_dates: null,
}

it('save_coupon makes a draft with the instants of the hotel’s days, and keeps the state of one that exists', async () => {
  const store = desk()
  const effects = hotelEffects('me')
  await store.transaction((tx) => tx.put('hotels', [madrid]))
  await commit(store, effects, 'save_coupon', { coupon: draft })
  const saved = await store.transaction((tx) => tx.get('coupons', 'c'))
  expect(saved).toMatchObject({ title: 'Spa', status: 'draft', starts_at: '2026-06-30T22:00:00.000Z', ends_at: '2026-07-02T22:00:00.000Z', created_at: at })

  await commit(store, effects, 'publish_coupon', { coupon: 'c' })
  await commit(store, effects, 'save_coupon', { coupon: { ...draft, title: 'Spa day' } })
  const changed = await store.transaction((tx) => tx.get('coupons', 'c'))
  expect(changed).toMatchObject({ title: 'Spa day', status: 'published', published_at: at })
})

it('pause and archive set the status, and nothing is made up for an unknown coupon', async () => {
  const store = desk()
  await store.transaction((tx) => tx.put('coupons', [{ ...draft, status: 'published' } as Coupon]))
  await commit(store, hotelEffects('me'), 'pause_coupon', { coupon: 'c' })
  expect((await store.transaction((tx) => tx.get('coupons', 'c')))?.status).toBe('paused')
  await commit(store, hotelEffects('me'), 'archive_coupon', { coupon: 'unknown' })
  expect(await store.transaction((tx) => tx.get('coupons', 'unknown'))).toBeUndefined()
})

it('use_code marks the redemption by the digest of what was typed, and only one that is not spent', async () => {
  const store = desk()
  const [fresh, cancelled] = [codeFromRandom(Array(12).fill(1)), codeFromRandom(Array(12).fill(2))]
  const row = (id: string, code: string, status: string) =>
    ({ id, status, used_at: null, used_by: null, device: null, code_digest: codeDigest('h', code) }) as unknown as Redemption
  await store.transaction((tx) => tx.put('redemptions', [row('r1', fresh, 'redeemed'), row('r2', cancelled, 'cancelled')]))
  for (const code of [formatCode(fresh).toLowerCase(), cancelled, 'nonsense']) {
    await commit(store, hotelEffects('me'), 'use_code', { hotel: 'h', code, happened_at: at, device: 'Bar' })
  }
  const seen = await store.transaction(async (tx) => [await tx.get('redemptions', 'r1'), await tx.get('redemptions', 'r2')])
  expect(seen).toMatchObject([{ status: 'used', used_at: at, used_by: 'me', device: 'Bar' }, { status: 'cancelled', used_at: null }])
})

it('undo_use makes the redemption an unused one again, or an expired one, and close_conflict closes conflicts alone', async () => {
  const store = desk()
  const use = (id: string, status: string) => ({ id, redemption_id: `r-${id}`, status, reason: null }) as unknown as Use
  const used = (id: string, expires_at: string) => ({ id, status: 'used', expires_at, used_at: at, used_by: 'me', device: 'Bar' }) as unknown as Redemption
  await store.transaction(async (tx) => {
    await tx.put('uses', [use('live', 'counted'), use('late', 'counted'), use('twice', 'conflict')])
    await tx.put('redemptions', [used('r-live', '2026-07-01T00:00:00Z'), used('r-late', '2026-05-01T00:00:00Z')])
  })
  for (const id of ['live', 'late', 'twice']) {
    await commit(store, hotelEffects('me'), 'undo_use', { hotel: 'h', use: id, reason: 'Wrong guest' })
    await commit(store, hotelEffects('me'), 'close_conflict', { hotel: 'h', use: id, reason: 'Looked into' })
  }
  const seen = await store.transaction((tx) => Promise.all([tx.get('uses', 'live'), tx.get('redemptions', 'r-live'), tx.get('redemptions', 'r-late'), tx.get('uses', 'twice')]))
  expect(seen).toMatchObject([
    { status: 'undone', reason: 'Wrong guest' }, { status: 'redeemed', used_at: null, used_by: null, device: null },
    { status: 'expired', used_at: null }, { status: 'closed', reason: 'Looked into' },
  ])
})

it('undo_code gives back what this member used at that instant, and nothing else', async () => {
  const store = desk()
  const code = codeFromRandom(Array(12).fill(3))
  await store.transaction((tx) => tx.put('redemptions', [{ id: 'r', status: 'redeemed', expires_at: '2099-01-01T00:00:00Z', used_at: null, used_by: null, device: null, code_digest: codeDigest('h', code) } as unknown as Redemption]))
  const undo = (happened_at: string, by = 'me') => commit(store, hotelEffects(by), 'undo_code', { hotel: 'h', code, happened_at, reason: 'Wrong guest' })
  const status = async () => (await store.transaction((tx) => tx.get('redemptions', 'r')))?.status
  await undo(at)
  expect(await status()).toBe('redeemed')
  await commit(store, hotelEffects('me'), 'use_code', { hotel: 'h', code: formatCode(code), happened_at: at, device: 'Bar' })
  await undo('2026-01-01T00:00:00Z')
  await undo(at, 'another')
  expect(await status()).toBe('used')
  await undo(at)
  expect(await status()).toBe('redeemed')
})

it('set_follow and mark_notifications_read change what the guest has', async () => {
  const store = memoryStore<GuestTables>(['profiles', 'redemptions', 'follows', 'notifications'])
  await store.transaction(async (tx) => {
    await tx.put('follows', [{ id: 'f', hotel_id: 'h', muted: false, ended_at: null } as Follow])
    await tx.put('notifications', [{ id: 'n', read_at: null } as GuestNotification])
  })
  await commit(store, guestEffects, 'set_follow', { hotel: 'h', following: false, muted: true })
  await commit(store, guestEffects, 'mark_notifications_read', { ids: ['n', 'unknown'] })
  const seen = await store.transaction(async (tx) => [await tx.get('follows', 'f'), await tx.get('notifications', 'n'), await tx.get('notifications', 'unknown')])
  expect(seen).toMatchObject([{ muted: true, ended_at: at }, { read_at: at }, undefined])
})
