import { describe, expect, it } from 'vitest'
import { codeDigest, codeFromRandom } from '../../../core/domain/code.ts'
import { AppError } from '../../../core/domain/errors.ts'
import type { HotelTables, Redemption } from '../../../core/domain/rows.ts'
import { createSyncEngine } from '../../../core/sync/engine.ts'
import { hotelEffects } from '../../../core/sync/hotel-effects.ts'
import { memoryClock, seededIds } from '../../../core/sync/memory-clock.ts'
import { memoryCloud } from '../../../core/sync/memory-cloud.ts'
import { dexieReplica } from './dexie-replica.ts'

const hotel = 'h'
const code = codeFromRandom(Array(12).fill(9))
const redemption = { id: 'r', status: 'redeemed', used_at: null, guest_name: 'Alex', code_digest: codeDigest(hotel, code) } as Redemption
const use = { hotel, code, happened_at: '2026-06-01T08:00:00Z', device: 'Bar' }

function desk(name: string) {
  const line = { isUp: true }
  const store = dexieReplica<HotelTables>(name, {
    hotels: [], hotel_members: [], coupons: [], redemptions: ['code_digest', 'used_at'], interaction_daily: [], uses: [],
  })
  const cloud = memoryCloud<HotelTables>({
    handlers: { use_code: () => ({ kind: 'used' }) },
    fault: () => {
      if (!line.isUp) throw new AppError('offline')
    },
  })
  const engine = createSyncEngine<HotelTables>({ store, cloud, clock: memoryClock(), ids: seededIds(1), scope: { hotel }, applyLocally: hotelEffects('me') })
  return { store, cloud, engine, line }
}

/** The database as the first version of the app made it. */
function firstVersion(name: string, fill: (db: IDBDatabase) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 10)
    opening.addEventListener('error', () => reject(opening.error ?? new Error('not opened')))
    opening.addEventListener('upgradeneeded', () => {
      const db = opening.result
      for (const table of ['hotels', 'hotel_members', 'coupons', 'interaction_daily', 'uses']) db.createObjectStore(table, { keyPath: 'id' })
      db.createObjectStore('redemptions', { keyPath: 'id' }).createIndex('code_digest', 'code_digest')
      db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('seq', 'seq')
      db.createObjectStore('meta', { keyPath: 'key' })
    })
    opening.addEventListener('success', () => {
      fill(opening.result)
      opening.result.close()
      resolve()
    })
  })
}

/** What a replica in IndexedDB lives through: versions of the app, and the codes that pass through its outbox. For a database that is empty. */
export function replicaLifeContract(name: string): void {
  describe(`replica life: ${name}`, () => {
    it('S6: opens the replica of the first version with its rows, and sends what waited there', async () => {
      await firstVersion('of-version-1', (db) => {
        const tx = db.transaction(['redemptions', 'outbox', 'meta'], 'readwrite')
        tx.objectStore('redemptions').put({ ...redemption, status: 'used', used_at: use.happened_at })
        tx.objectStore('outbox').put({ id: 'old-id', seq: 7, name: 'use_code', args: use, created_at: use.happened_at, state: 'waiting', undo: [{ table: 'redemptions', id: 'r', row: redemption }] })
        tx.objectStore('meta').put({ key: 'meta', cursor: '1:1', epoch: '1', seq: 7, lastSyncAt: 1 })
      })
      const { store, cloud, engine } = desk('of-version-1')
      cloud.put('redemptions', redemption)
      expect(await store.rows.redemptions.where('used_at').equals(use.happened_at).count()).toBe(1)
      await engine.sync()
      expect([cloud.applied.get('use_code'), engine.status.waiting, engine.status.rejected]).toEqual([1, 0, 0])
    })

    it('S4: a code stands in the outbox until its use was answered, and nowhere else', async () => {
      const { store, cloud, engine, line } = desk('codes')
      cloud.put('redemptions', redemption)
      await engine.sync()
      line.isUp = false
      await engine.commit('use_code', use)
      const rows = async () => JSON.stringify(await Promise.all(Object.values(store.rows).map((table) => table.toArray())))
      expect([(await rows()).includes(code), JSON.stringify(await engine.commands()).includes(code)]).toEqual([false, true])
      line.isUp = true
      await engine.sync()
      expect([(await rows()).includes(code), await engine.commands()]).toEqual([false, []])
    })

    it('S3: every writing transaction waits for the disk', async () => {
      const asked: unknown[] = []
      const { transaction } = IDBDatabase.prototype
      IDBDatabase.prototype.transaction = function (names, mode, options) {
        if (mode === 'readwrite') asked.push(options?.durability)
        return transaction.call(this, names, mode, options)
      }
      try {
        const { cloud, engine } = desk('strict')
        cloud.put('redemptions', redemption)
        await engine.commit('use_code', use)
        await engine.sync()
      } finally {
        IDBDatabase.prototype.transaction = transaction
      }
      expect(asked.length).toBeGreaterThan(1)
      expect(new Set(asked)).toEqual(new Set(['strict']))
    })
  })
}
