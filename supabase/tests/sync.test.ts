import { randomUUID } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import ws from 'ws'
import { verdictFromReplica } from '../../core/domain/local-verdict.ts'
import type { GuestTables, HotelTables } from '../../core/domain/rows.ts'
import { AppError } from '../../core/domain/errors.ts'
import type { CouponDraft } from '../../core/sync/command.ts'
import { createSyncEngine } from '../../core/sync/engine.ts'
import { guestEffects } from '../../core/sync/guest-effects.ts'
import { hotelEffects } from '../../core/sync/hotel-effects.ts'
import { memoryStore } from '../../core/sync/memory-store.ts'
import type { Cloud, Hint, Hints, LocalEffects, ReplicaStore, RowTables } from '../../core/sync/ports.ts'
import { realtimeHints } from '../../renderer/kit/cloud/realtime-hints.ts'
import { supabaseCloud } from '../../renderer/kit/cloud/supabase-cloud.ts'
import { systemClock, systemIds } from '../../renderer/kit/sync/system-ports.ts'
import { day, openHotel, publish, redeem } from './scene.ts'
import { type Person, startWorld, type World } from './world.ts'

let world: World
let owner: Person
let guest: Person
let hotel: string
const endings: (() => void)[] = []

beforeAll(async () => {
  world = await startWorld()
  ;[owner, guest] = [await world.person('owner'), await world.person('guest')]
  hotel = await openHotel(owner)
})
afterAll(async () => {
  endings.forEach((end) => end())
  await world?.stop()
})

type Setup<T extends RowTables<T>> = { store: ReplicaStore<T>; scope: string | null; applyLocally: LocalEffects<T>; cloud?: Cloud; hints?: Hints }

function engineOf<T extends RowTables<T>>(person: Person, { store, scope, applyLocally, cloud = supabaseCloud(person.client), hints }: Setup<T>) {
  const engine = createSyncEngine<T>({
    store, cloud, applyLocally, clock: systemClock, ids: systemIds, scope: { hotel: scope }, ...(hints && { hints }),
  })
  endings.push(engine.stop)
  return engine
}

function deskOf(person: Person, more: { cloud?: Cloud; hints?: Hints } = {}) {
  const store = memoryStore<HotelTables>(['hotels', 'hotel_members', 'coupons', 'redemptions', 'interaction_daily', 'uses'])
  return { store, engine: engineOf(person, { store, scope: hotel, applyLocally: hotelEffects(person.id), ...more }) }
}

function walletOf(person: Person, more: { hints?: Hints } = {}) {
  const store = memoryStore<GuestTables>(['profiles', 'redemptions', 'follows', 'notifications'])
  return { store, engine: engineOf(person, { store, scope: null, applyLocally: guestEffects, ...more }) }
}

/** Resolves once the store's rows pass, looking again after each write. */
function until<T extends RowTables<T>>(store: ReplicaStore<T>, passes: (tx: Parameters<Parameters<typeof store.transaction>[0]>[0]) => Promise<boolean>) {
  return new Promise<void>((resolve, reject) => {
    const look = () => store.transaction(passes).then((found) => found && (off(), resolve()), reject)
    const off = store.subscribe(() => void look())
    void look()
  })
}

const couponOf = (id: string): CouponDraft => ({
  id, hotel_id: hotel, title: 'Afternoon tea', description: 'For two', terms: '', discount_kind: 'percent', discount_value: 20, starts_on: day(-2),
  ends_on: day(30), weekdays: null, hours_from: null, hours_to: null, max_redemptions: 5, max_per_guest: 1, valid_days_after_redeem: null,
  online_only: false, image_path: `${hotel}/tea.png`,
})

test('a command goes through the outbox into SQL and comes back by the feed as it was shown at once', async () => {
  const { store, engine } = deskOf(owner)
  await engine.sync()
  const id = randomUUID()
  await engine.commit('save_coupon', { coupon: couponOf(id) })
  const shown = await store.transaction((tx) => tx.get('coupons', id))
  await engine.commit('publish_coupon', { coupon: id })
  await engine.sync()
  const pulled = await store.transaction((tx) => tx.get('coupons', id))
  expect(engine.status).toMatchObject({ waiting: 0, rejected: 0, error: null, online: true })
  expect(pulled).toMatchObject({ ...couponOf(id), status: 'published' })
  const instants = (row: typeof shown) => [row?.starts_at, row?.ends_at].map((at) => Date.parse(at ?? ''))
  expect(instants(pulled)).toEqual(instants(shown))
})

test('a redemption reaches the desk, and its use the wallet, by hints alone', async () => {
  const coupon = await publish(owner, hotel)
  const deskHints = realtimeHints(owner.client)
  const guestHints = realtimeHints(guest.client)
  const told: Hint[] = []
  guestHints.onHint((hint) => told.push(hint))
  const joined = (hints: Hints) => new Promise<void>((resolve) => hints.onHint((hint) => hint.kind === 'joined' && resolve()))
  const desk = deskOf(owner, { hints: deskHints })
  const wallet = walletOf(guest, { hints: guestHints })
  const bothJoined = Promise.all([joined(deskHints), joined(guestHints)])
  deskHints.watch([`hotel:${hotel}:desk`])
  guestHints.watch([`guest:${guest.id}`])
  endings.push(deskHints.close, guestHints.close)
  await bothJoined

  const answer = await wallet.engine.commitNow('redeem_coupon', { coupon, follow: true })
  if (answer.kind !== 'redeemed') throw new Error(answer.kind)
  const { id, code } = answer.redemption
  await until(desk.store, async (tx) => (await tx.get('redemptions', id)) !== undefined)

  const lookup = {
    redemptionByDigest: (digest: string) => desk.store.transaction(async (tx) => (await tx.find('redemptions', 'code_digest', digest))[0]),
    coupon: (couponId: string) => desk.store.transaction((tx) => tx.get('coupons', couponId)),
    memberName: async () => undefined,
  }
  const home = await desk.store.transaction((tx) => tx.get('hotels', hotel))
  const local = await verdictFromReplica(lookup, { code, hotel: home!, now: Date.now() })
  const asked = await supabaseCloud(owner.client).call('verify_code', { hotel, code })
  const instants = (verdict: typeof local) => verdict.kind === 'valid' && { ...verdict, redeemed_at: Date.parse(verdict.redeemed_at), expires_at: Date.parse(verdict.expires_at) }
  expect(local.kind).toBe('valid')
  expect(instants(local)).toEqual(instants(asked))

  await desk.engine.commit('use_code', { hotel, code, happened_at: new Date().toISOString(), device: 'Front desk' })
  await until(wallet.store, async (tx) => (await tx.get('redemptions', id))?.status === 'used')
  expect(told.some((hint) => hint.kind === 'redemption-used' && hint.redemption_id === id)).toBe(true)
  await desk.engine.sync()
  expect(await desk.store.transaction((tx) => tx.get('redemptions', id))).toMatchObject({ status: 'used', used_by: owner.id, device: 'Front desk' })
})

test('S10: a use whose reply was lost is sent again and counts once', async () => {
  const { id, code } = await redeem(guest, await publish(owner, hotel))
  const real = supabaseCloud(owner.client)
  let lost = 0
  const losing: Cloud = {
    pull: real.pull,
    call: async (name, args) => {
      const answer = await real.call(name, args)
      if (name === 'use_code' && lost++ === 0) throw new AppError('offline')
      return answer
    },
  }
  const { store, engine } = deskOf(owner, { cloud: losing })
  await engine.commit('use_code', { hotel, code, happened_at: new Date().toISOString(), device: 'Bar' })
  await engine.sync()
  await engine.sync()
  expect([lost, engine.status.waiting, engine.status.rejected]).toEqual([2, 0, 0])
  expect((await store.transaction((tx) => tx.find('uses', 'redemption_id', id))).map(({ status }) => status)).toEqual(['counted'])
})

test('S16: the second of two desks that used one code offline is told, and its replica shows the first', async () => {
  const { id, code } = await redeem(guest, await publish(owner, hotel))
  const [north, south] = [deskOf(owner), deskOf(owner)]
  await Promise.all([north.engine.sync(), south.engine.sync()])
  const at = Date.now()
  await north.engine.commit('use_code', { hotel, code, happened_at: new Date(at - 60_000).toISOString(), device: 'North' })
  await north.engine.sync()
  await south.engine.commit('use_code', { hotel, code, happened_at: new Date(at).toISOString(), device: 'South' })
  await south.engine.sync()
  expect(await south.engine.rejected()).toMatchObject([{ name: 'use_code', error: { code: 'already-used' } }])
  expect(await south.store.transaction((tx) => tx.get('redemptions', id))).toMatchObject({ status: 'used', device: 'North' })
})

test('S12, S13: what SQL raises is kept with its code; without a session commands wait', async () => {
  const { engine } = deskOf(owner)
  await engine.commit('pause_coupon', { coupon: randomUUID() })
  await engine.sync()
  expect(await engine.rejected()).toMatchObject([{ error: { code: 'not-allowed' } }])

  const stranger: Person = { ...guest, client: world.anon }
  const out = walletOf(stranger)
  await out.engine.commit('set_follow', { hotel, following: true, muted: false })
  await out.engine.sync()
  expect(out.engine.status).toMatchObject({ waiting: 1, error: 'sign-in-required' })
})

test('S12: a function that the server does not know asks for an upgrade', async () => {
  const cloud = supabaseCloud(guest.client)
  await expect(cloud.call('no_such_function' as 'get_coupon', { coupon: randomUUID() })).rejects.toMatchObject({ code: 'upgrade-required' })
})

test('a line that is dead is offline', async () => {
  const dead = createClient('http://127.0.0.1:1', 'sb_publishable_none', { realtime: { transport: ws as unknown as typeof WebSocket } })
  await expect(supabaseCloud(dead).call('get_coupon', { coupon: randomUUID() })).rejects.toMatchObject({ code: 'offline' })
})
