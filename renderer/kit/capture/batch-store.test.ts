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
  it('keeps, replaces and removes by id', () => {
    const store = open()
    expect(store.load()).toEqual([])
    store.save(batch('1'))
    store.save(batch('2'))
    store.save(batch('1', ['c', 'd']))
    store.remove('2')
    store.remove('never-there')
    expect(store.load()).toEqual([batch('1', ['c', 'd'])])
  })
})

it('leaves alone what is not a batch', () => {
  localStorage.clear()
  localStorage.setItem('hotel-coupons-views.half', '{"id":"half","ev')
  localStorage.setItem('hotel-coupons-views.other', '{"id":"other"}')
  localStorage.setItem('language', '"es"')
  expect(localBatchStore().load()).toEqual([])
})
