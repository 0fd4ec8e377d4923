import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { codeDigest, codeFromRandom } from '../../../core/domain/code.ts'
import { AppError } from '../../../core/domain/errors.ts'
import type { HotelTables, Redemption } from '../../../core/domain/rows.ts'
import { createSyncEngine } from '../../../core/sync/engine.ts'
import { hotelEffects } from '../../../core/sync/hotel-effects.ts'
import { memoryClock, seededIds } from '../../../core/sync/memory-clock.ts'
import { memoryCloud } from '../../../core/sync/memory-cloud.ts'
import { deleteReplicas, dexieReplica } from './dexie-replica.ts'

/* The engine's own rules are tested on the store in memory; here that effects and rebasing live within IndexedDB's transactions. */

const hotel = 'h'
const code = codeFromRandom(Array(12).fill(9))
const redemption = { id: 'r', status: 'redeemed', used_at: null, used_by: null, device: null, guest_name: 'Alex', code_digest: codeDigest(hotel, code) } as Redemption

function desk(name: string) {
  const line = { isUp: true }
  const store = dexieReplica<HotelTables>(name, {
    hotels: [], hotel_members: [], coupons: [], redemptions: ['code_digest'], interaction_daily: [], uses: [],
  })
  const cloud = memoryCloud<HotelTables>({
    handlers: { use_code: () => ({ kind: 'already-used', used_at: 'earlier', used_by_name: null, device: null }) },
    fault: (_, fn) => {
      if (!line.isUp) throw new AppError('offline')
      if (fn === 'use_code' && blocked.now) throw new AppError('server-failed')
    },
  })
  const blocked = { now: true }
  const engine = createSyncEngine<HotelTables>({
    store, cloud, clock: memoryClock(), ids: seededIds(1), scope: { hotel }, applyLocally: hotelEffects('me'),
  })
  return { store, cloud, engine, line, blocked }
}

it('keeps a local use over a pulled row, over a restart, and takes it back when it is refused', async () => {
  const first = desk('desk-1')
  first.cloud.put('redemptions', redemption)
  await first.engine.sync()
  await first.engine.commit('use_code', { hotel, code, happened_at: 'now', device: 'Bar' })
  first.cloud.put('redemptions', { ...redemption, guest_name: 'Alexandra' })
  await first.engine.sync()
  expect(await first.store.rows.redemptions.get('r')).toMatchObject({ guest_name: 'Alexandra', status: 'used', used_by: 'me' })
  first.engine.stop()
  await first.store.close()

  const second = desk('desk-1')
  expect(await second.store.rows.redemptions.get('r')).toMatchObject({ status: 'used' })
  second.blocked.now = false
  await second.engine.sync()
  expect(await second.store.rows.redemptions.get('r')).toMatchObject({ guest_name: 'Alexandra', status: 'redeemed', used_by: null })
  expect(second.engine.status).toMatchObject({ waiting: 0, rejected: 1 })
})

it('says so when the store was deleted under it', async () => {
  const { engine } = desk('desk-2')
  await engine.sync()
  await deleteReplicas('desk-2')
  await expect(engine.commit('pause_coupon', { coupon: 'c' })).rejects.toMatchObject({ code: 'stopped' })
})
