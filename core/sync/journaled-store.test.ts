import { expect, it } from 'vitest'
import { AppError } from '../domain/errors.ts'
import { journaledStore } from './journaled-store.ts'
import { memoryFiles, memoryJournal } from './memory-journal.ts'
import { memoryStore } from './memory-store.ts'
import { append, repeat } from './outbox.ts'
import type { ReplicaStore } from './ports.ts'
import { replicaStoreContract, type LibraryTables } from './replica-store.contract.ts'
import { draft, effects, type Tables } from './test-desk.ts'

replicaStoreContract('in memory, with a journal', {
  open: () => journaledStore<LibraryTables>(memoryStore(['books', 'readers']), { journal: memoryJournal(), effects: {} }),
})

/** A machine; each store that is opened on it comes after a crash of the one before. */
const machine = () => {
  const files = memoryFiles()
  const open = (store: ReplicaStore<Tables> = memoryStore<Tables>(['coupons'])) => {
    files.release()
    return journaledStore<Tables>(store, { journal: memoryJournal(files), effects })
  }
  return { files, open, kept: () => files.slots.map(({ text }) => text).join('') }
}
const pause = (store: ReplicaStore<Tables>, id: string) =>
  store.transaction((tx) => append(tx, effects, { id, name: 'pause_coupon', args: { coupon: 'c' }, created_at: '2026-06-01T08:00:00Z' }))
const idsIn = (store: ReplicaStore<Tables>) => store.read(async (outbox) => (await outbox.commands()).map(({ id }) => id))

it('S3: what is acknowledged stands in the journal already', async () => {
  const { kept, open } = machine()
  const store = open()
  await pause(store, 'first')
  expect(kept()).toContain('first')
})

it('S7: a store that begins anew has back what it lost, its effect, and numbers that go on; all is pulled anew', async () => {
  const { open } = machine()
  const before = open()
  await pause(before, 'first')
  await pause(before, 'second')

  const empty = memoryStore<Tables>(['coupons'])
  await empty.transaction((tx) => tx.put('coupons', [draft('c')]))
  await empty.transaction((tx) => tx.setMeta({ cursor: 'somewhere' }))
  const after = open(empty)
  expect(await after.opened).toBe(2)
  expect(await idsIn(after)).toEqual(['first', 'second'])
  const { row, meta } = await after.transaction(async (tx) => ({ row: await tx.get('coupons', 'c'), meta: await tx.meta() }))
  expect([row?.status, meta.cursor, meta.seq >= 2]).toEqual(['paused', null, true])
})

it('S7: a store that lost its newest commands alone has those back; what was answered stays answered', async () => {
  const { open } = machine()
  const disk = memoryStore<Tables>(['coupons'])
  const before = open(disk)
  for (const id of ['answered', 'kept', 'lost']) await pause(before, id)
  await disk.transaction(async (tx) => {
    await tx.removeCommand('lost')
    await tx.setMeta({ seq: 2 })
  })
  const after = open(disk)
  expect([await after.opened, await idsIn(after)]).toEqual([1, ['answered', 'kept', 'lost']])
})

it('S11: what was answered after the last copy is not put back, since the store is not behind', async () => {
  const { open } = machine()
  const disk = memoryStore<Tables>(['coupons'])
  await pause(open(disk), 'answered')
  await disk.transaction((tx) => tx.removeCommand('answered'))
  const after = open(disk)
  expect([await after.opened, await idsIn(after)]).toEqual([null, []])
})

it('S13: a command that was repeated just before is put back under its new id', async () => {
  const { open } = machine()
  const disk = memoryStore<Tables>(['coupons'])
  const before = open(disk)
  await pause(before, 'refused')
  await disk.transaction(async (tx) => tx.putCommand({ ...(await tx.commands())[0]!, state: 'rejected', error: { code: 'wrong-state', spent: true } }))
  const { seq } = await disk.transaction((tx) => tx.meta())
  await before.transaction((tx) => repeat(tx, effects, 'refused', { newId: 'again', now: 0 }))
  await disk.transaction(async (tx) => {
    await tx.removeCommand('again')
    await tx.setMeta({ seq })
  })
  const after = open(disk)
  await after.opened
  expect(await idsIn(after)).toContain('again')
})

it('S4: what the server has accepted leaves the journal', async () => {
  const { kept, open } = machine()
  const under = memoryStore<Tables>(['coupons'])
  const store = open(under)
  await pause(store, 'used')
  await store.transaction(async (tx) => tx.putCommand({ ...(await tx.commands())[0]!, state: 'done' }))
  while (kept().includes('used')) await new Promise((resolve) => setImmediate(resolve))
  expect(await idsIn(store)).toEqual(['used'])
})

it('a journal that fails is said once, and the store goes on', async () => {
  const full = () => Promise.reject(new AppError('storage-full'))
  const store = journaledStore<Tables>(memoryStore(['coupons']), { journal: { read: async () => null, write: full, close: full }, effects })
  const told: string[] = []
  store.onUnguarded(({ code }) => told.push(code))
  await pause(store, 'first')
  await pause(store, 'second')
  await store.close()
  expect([told, await idsIn(store)]).toEqual([['storage-full'], ['first', 'second']])
})
