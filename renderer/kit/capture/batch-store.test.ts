import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import type { Batch } from './batch-queue.ts'
import { idbBatchStore } from './idb-batch-store.ts'
import { memoryBatchStore } from './memory-batch-store.ts'

const batch = (id: string, sealed = false): Batch => ({
  id, openedAt: 1, sealed, events: [{ kind: 'view', coupon: 'c', at: '2026-06-01T08:00:00Z' }],
})

let count = 0

describe.each([
  ['memory', () => memoryBatchStore()],
  ['IndexedDB', () => idbBatchStore(`capture-${++count}`)],
])('batch store: %s', (_, open) => {
  it('keeps, replaces and removes by id', async () => {
    const store = open()
    expect(await store.load()).toEqual([])
    await store.save(batch('1'))
    await store.save(batch('2'))
    await store.save(batch('1', true))
    await store.remove('2')
    await store.remove('never-there')
    expect(await store.load()).toEqual([batch('1', true)])
  })
})
