// @vitest-environment happy-dom
import { expect, describe, it } from 'vitest'
import type { Batch } from './batch-queue.ts'
import { localBatchStore } from './local-batch-store.ts'
import { memoryBatchStore } from './memory-batch-store.ts'

const batch = (id: string, coupons = ['c']): Batch => ({ id, openedAt: 1, events: coupons.map((coupon) => ({ kind: 'view', coupon, at: '2026-06-01T08:00:00Z' })) })

describe.each([
  ['memory', () => memoryBatchStore()],
  ['local storage', () => localBatchStore()],
])('batch store: %s', (_, open) => {
  it('keeps what is added, each batch by itself, and removes by id', () => {
    const store = open()
    expect(store.load()).toEqual([])
    store.add(batch('1'), batch('1').events)
    store.add(batch('2'), batch('2').events)
    store.add(batch('12', ['c', 'd']), batch('12', ['c', 'd']).events)
    store.add(batch('1', ['c', 'e']), batch('1', ['e']).events)
    store.remove('2')
    store.remove('never-there')
    expect(store.load().sort((a, b) => a.id.localeCompare(b.id))).toEqual([batch('1', ['c', 'e']), batch('12', ['c', 'd'])])
  })
})

it('leaves alone what is not a batch', () => {
  localStorage.clear()
  localStorage.setItem('hotel-coupons-views.half.1.1', '[{"kind":"vi')
  localStorage.setItem('hotel-coupons-views.other', '{"id":"other"}')
  localStorage.setItem('language', '"es"')
  expect(localBatchStore().load()).toEqual([])
})
