import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { watch } from 'vue'
import { expect, it } from 'vitest'
import { AppError } from '../../../core/domain/errors.ts'
import type { HotelTables } from '../../../core/domain/rows.ts'
import { createSyncEngine } from '../../../core/sync/engine.ts'
import { journaledStore } from '../../../core/sync/journaled-store.ts'
import { memoryClock, seededIds } from '../../../core/sync/memory-clock.ts'
import { memoryCloud } from '../../../core/sync/memory-cloud.ts'
import { memoryFiles, memoryJournal } from '../../../core/sync/memory-journal.ts'
import { dexieReplica, type DexieReplica } from './dexie-replica.ts'
import { storeCare } from './store-care.ts'

/** A desk that has no network, on a machine whose files outlast its database. */
function desk(name: string, { files = memoryFiles(), change = (store: DexieReplica<HotelTables>) => store, journal = memoryJournal(files) } = {}) {
  const replica = change(dexieReplica<HotelTables>(name, { hotels: [], hotel_members: [], coupons: [], redemptions: ['code_digest'], interaction_daily: [], uses: [] }))
  const store = journaledStore<HotelTables>(replica, { journal, effects: {} })
  const cloud = memoryCloud<HotelTables>({ fault: () => Promise.reject(new AppError('offline')) })
  const engine = createSyncEngine<HotelTables>({ store, cloud, clock: memoryClock(), ids: seededIds(1), scope: { hotel: 'h' }, applyLocally: {} })
  return { store, engine, care: storeCare(name, store, engine) }
}
const troubleOf = ({ care }: ReturnType<typeof desk>) =>
  new Promise((resolve) => watch(care.trouble, (found) => found && resolve(found), { immediate: true }))

it('S7: what a replica had lost is put back under its ids, and said', async () => {
  const files = memoryFiles()
  const before = desk('lost', { files })
  const ids = [await before.engine.commit('pause_coupon', { coupon: 'a' }), await before.engine.commit('pause_coupon', { coupon: 'b' })]
  before.engine.stop()
  await before.store.close()
  await Dexie.delete('lost')

  files.release()
  const after = desk('lost', { files })
  expect(await troubleOf(after)).toEqual({ kind: 'restored', count: 2 })
  expect((await after.engine.commands()).map(({ id }) => id)).toEqual(ids)
})

it('S7: a store that can’t be read is said to be broken; what waited is in its file, and comes back after it was made anew', async () => {
  const files = memoryFiles()
  const before = desk('broken', { files })
  const id = await before.engine.commit('pause_coupon', { coupon: 'a' })
  before.engine.stop()
  await before.store.close()

  const fail = () => Promise.reject(new AppError('storage-broken'))
  files.release()
  const during = desk('broken', { files, change: (store) => ({ ...store, read: fail, transaction: fail }) })
  expect(await troubleOf(during)).toEqual({ kind: 'broken' })
  const text = await during.care.outboxFile()
  expect(JSON.parse(text)).toMatchObject({ replica: 'broken', commands: [{ id }] })
  during.engine.stop()
  await during.care.rebuild()

  files.release()
  const after = desk('broken', { files })
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

it('a browser without files of its own is said to keep one copy only, and goes on', async () => {
  const gone = () => Promise.reject(new AppError('storage-unavailable'))
  const { engine, care } = desk('unguarded', { journal: { read: gone, write: gone, close: gone } })
  const id = await engine.commit('pause_coupon', { coupon: 'a' })
  expect([care.unguarded.value, care.trouble.value, (await engine.commands()).map((command) => command.id)]).toEqual([true, null, [id]])
})
