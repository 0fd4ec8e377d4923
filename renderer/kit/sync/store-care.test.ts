import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { watch } from 'vue'
import { expect, it } from 'vitest'
import { AppError } from '../../../core/domain/errors.ts'
import type { HotelTables } from '../../../core/domain/rows.ts'
import { createSyncEngine } from '../../../core/sync/engine.ts'
import { memoryClock, seededIds } from '../../../core/sync/memory-clock.ts'
import { memoryCloud } from '../../../core/sync/memory-cloud.ts'
import { dexieReplica, type DexieReplica } from './dexie-replica.ts'
import { outboxMirror } from './outbox-mirror.ts'
import { storeCare } from './store-care.ts'

/** The browser's other storage; with `full` it takes nothing more. */
function otherStorage() {
  const kept = new Map<string, string>()
  const state = { full: false }
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (state.full) throw new DOMException('no room', 'QuotaExceededError')
      kept.set(key, value)
    },
    removeItem: (key: string) => void kept.delete(key),
  }
  return { storage, state, kept }
}

/** A desk that has no network. */
function desk(name: string, { storage = otherStorage().storage, change = (store: DexieReplica<HotelTables>) => store } = {}) {
  const store = change(dexieReplica<HotelTables>(name, { hotels: [], hotel_members: [], coupons: [], redemptions: ['code_digest'], interaction_daily: [], uses: [] }))
  const cloud = memoryCloud<HotelTables>({ fault: () => Promise.reject(new AppError('offline')) })
  const engine = createSyncEngine<HotelTables>({ store, cloud, clock: memoryClock(), ids: seededIds(1), scope: { hotel: 'h' }, applyLocally: {} })
  const mirror = outboxMirror(name, storage)
  const care = storeCare(name, store, engine, mirror)
  const mirrored = async (count: number) => {
    while (mirror.read()?.commands.length !== count) await new Promise((resolve) => setImmediate(resolve))
  }
  return { store, engine, care, mirror, mirrored }
}
const troubleOf = ({ care }: ReturnType<typeof desk>) =>
  new Promise((resolve) => watch(care.trouble, (found) => found && resolve(found), { immediate: true }))

it('S7: what a replica had lost is put back under its ids, and said', async () => {
  const { storage } = otherStorage()
  const before = desk('lost', { storage })
  const ids = [await before.engine.commit('pause_coupon', { coupon: 'a' }), await before.engine.commit('pause_coupon', { coupon: 'b' })]
  await before.mirrored(2)
  before.engine.stop()
  await before.store.close()
  await Dexie.delete('lost')

  const after = desk('lost', { storage })
  expect(await troubleOf(after)).toEqual({ kind: 'restored', count: 2 })
  expect((await after.engine.commands()).map(({ id }) => id)).toEqual(ids)
})

it('S7: a store that can’t be read is said to be broken; what waited is in its file, and comes back after it was made anew', async () => {
  const { storage } = otherStorage()
  const before = desk('broken', { storage })
  const id = await before.engine.commit('pause_coupon', { coupon: 'a' })
  await before.mirrored(1)
  before.engine.stop()
  await before.store.close()

  const fail = () => Promise.reject(new AppError('storage-broken'))
  const during = desk('broken', { storage, change: (store) => ({ ...store, read: fail, transaction: fail }) })
  expect(await troubleOf(during)).toEqual({ kind: 'broken' })
  const text = await during.care.outboxFile()
  expect(JSON.parse(text)).toMatchObject({ replica: 'broken', commands: [{ id }] })
  during.engine.stop()
  await during.care.rebuild()

  const after = desk('broken', { storage })
  expect(await troubleOf(after)).toEqual({ kind: 'restored', count: 1 })
  expect(await after.care.takeBack(text)).toBe(0)
  expect((await after.engine.commands()).map((command) => command.id)).toEqual([id])
})

it('S7: a file is taken back where it belongs and nowhere else', async () => {
  const mine = desk('mine')
  await mine.engine.commit('pause_coupon', { coupon: 'a' })
  const text = await mine.care.outboxFile()
  const theirs = desk('theirs')
  for (const wrong of [text, 'no JSON', '{}', 'null']) await expect(async () => theirs.care.takeBack(wrong)).rejects.toMatchObject({ code: 'invalid-argument' })
  await mine.store.close()
  await Dexie.delete('mine')
  const again = desk('mine')
  expect([await again.care.takeBack(text), (await again.engine.commands()).length]).toEqual([1, 1])
})

it('S7: a command for which there is no room is not acknowledged, and the others stay', async () => {
  let full = false
  const { engine } = desk('full', {
    change: (store) => ({ ...store, transaction: (work) => (full ? Promise.reject(new AppError('storage-full')) : store.transaction(work)) }),
  })
  await engine.commit('pause_coupon', { coupon: 'a' })
  full = true
  await expect(engine.commit('pause_coupon', { coupon: 'b' })).rejects.toMatchObject({ code: 'storage-full' })
  full = false
  expect((await engine.commands()).length).toBe(1)
})

it('a copy that does not fit is dropped', async () => {
  const { storage, state, kept } = otherStorage()
  const mirror = outboxMirror('name', storage)
  mirror.write({ seq: 1, commands: [] })
  state.full = true
  mirror.write({ seq: 2, commands: [] })
  expect([mirror.read(), kept.size]).toEqual([null, 0])
})
