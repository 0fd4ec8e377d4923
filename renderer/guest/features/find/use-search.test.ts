import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { AppError } from '../../../../core/domain/errors.ts'
import type { CouponCard } from '../../../../core/domain/rows.ts'
import type { SearchCounts } from '../../../../core/sync/cloud-functions.ts'
import { memoryCatalogue } from '../../../kit/catalogue/memory-catalogue.ts'
import { type FindQuery, fromAddress } from './find-query.ts'
import { useSearch } from './use-search.ts'

const card = (id: string) => ({ id }) as CouponCard
const page = (ids: string[], cursor: string | null = null) => ({ items: ids.map(card), cursor, corrected: null })
const ids = (search: ReturnType<typeof useSearch>) => [...search.now.value, ...search.rest.value].map(({ id }) => id)

describe('useSearch', () => {
  const scope = effectScope(true)
  let catalogue = memoryCatalogue()
  let query = shallowRef<FindQuery>(fromAddress({}))
  const start = () => scope.run(() => useSearch(catalogue, query))!
  const type = async (text: string) => {
    query.value = { ...query.value, text }
    await nextTick()
  }

  beforeEach(() => {
    vi.useFakeTimers()
    catalogue = memoryCatalogue()
    query = shallowRef(fromAddress({}))
  })
  afterEach(() => vi.useRealTimers())

  it('asks once when the guest has stopped typing', async () => {
    start()
    for (const text of ['s', 'sp', 'spa']) await type(text)
    await vi.advanceTimersByTimeAsync(300)
    expect(catalogue.searches.map((search) => search.query)).toEqual(['', 'spa'])
  })

  it('aborts an older question and drops its late answer', async () => {
    const search = start()
    await type('spa')
    await vi.advanceTimersByTimeAsync(300)
    const [old, fresh] = catalogue.searches
    expect(old?.signal?.aborted).toBe(true)
    fresh?.answer(page(['spa']))
    old?.answer(page(['everything']))
    await vi.advanceTimersByTimeAsync(0)
    expect(ids(search)).toEqual(['spa'])
    expect(search.phase.value).toBe('ready')
  })

  it('applies a filter at once and keeps what is shown until the answer is there', async () => {
    const search = start()
    catalogue.searches[0]?.answer(page(['a', 'b']))
    await vi.advanceTimersByTimeAsync(0)
    query.value = { ...query.value, available: true }
    await vi.advanceTimersByTimeAsync(0)
    expect(catalogue.searches[1]?.filters).toEqual({ available: true })
    expect(ids(search)).toEqual(['a', 'b'])
    expect(search.phase.value).toBe('loading')
  })

  it('appends the next page, asking once however often it is wanted', async () => {
    const search = start()
    catalogue.searches[0]?.answer(page(['a'], 'next'))
    await vi.advanceTimersByTimeAsync(0)
    void search.more()
    void search.more()
    expect(catalogue.searches).toHaveLength(2)
    catalogue.searches[1]?.answer(page(['b']))
    await vi.advanceTimersByTimeAsync(0)
    expect(ids(search)).toEqual(['a', 'b'])
  })

  it('lists what can be had now before what cannot', async () => {
    const search = start()
    catalogue.searches[0]?.answer(page(['open']))
    await vi.advanceTimersByTimeAsync(0)
    expect(search.hasMore.value).toBe(true)
    void search.more()
    expect(catalogue.searches.map(({ filters }) => filters)).toEqual([{ available: true }, { available: false }])
    catalogue.searches[1]?.answer(page(['sold-out']))
    await vi.advanceTimersByTimeAsync(0)
    expect([search.now.value, search.rest.value].map((cards) => cards.map(({ id }) => id))).toEqual([['open'], ['sold-out']])
    expect(search.hasMore.value).toBe(false)
  })

  it('says nothing was found only when the rest has nothing either', async () => {
    const search = start()
    catalogue.searches[0]?.answer(page([]))
    await vi.advanceTimersByTimeAsync(0)
    expect(search.phase.value).toBe('loading')
    catalogue.searches[1]?.answer({ ...page(['later']), corrected: 'breakfast' })
    await vi.advanceTimersByTimeAsync(0)
    expect([ids(search), search.corrected.value]).toEqual([['later'], 'breakfast'])
  })

  it('counts what is shown, also while the next page is on its way', async () => {
    const search = start()
    catalogue.searches[0]?.answer(page(['a'], 'next'))
    await vi.advanceTimersByTimeAsync(0)
    expect(search.isCounted.value).toBe(true)
    await type('spa')
    await vi.advanceTimersByTimeAsync(300)
    expect(search.isCounted.value).toBe(false)
    const late = deferred<SearchCounts>()
    catalogue.counts = (_asked, signal) => (signal?.addEventListener('abort', () => late.reject(signal.reason)), late.promise)
    catalogue.searches[1]?.answer(page(['spa'], 'next'))
    await vi.advanceTimersByTimeAsync(0)
    void search.more()
    late.resolve(await memoryCatalogue().counts({ query: '', filters: {} }))
    await vi.advanceTimersByTimeAsync(0)
    expect(search.isCounted.value).toBe(true)
  })

  it('brings back as much of the list as was shown', async () => {
    const search = scope.run(() => useSearch(catalogue, query, 45))!
    catalogue.searches[0]?.answer(page(Array.from({ length: 20 }, (_, n) => `a${n}`), 'next'))
    await vi.advanceTimersByTimeAsync(0)
    expect(catalogue.searches.map(({ maxRows }) => maxRows)).toEqual([45, 25])
    catalogue.searches[1]?.answer(page(['b'], 'then'))
    await vi.advanceTimersByTimeAsync(0)
    expect(ids(search)).toHaveLength(21)
  })

  it('finds without network among what was seen before, until there is network again', async () => {
    const seen = (id: string, left: number) => ({ ...card(id), title: id, description: '', starts_at: '2020-01-01T00:00:00Z', ends_at: '2100-01-01T00:00:00Z', left, hotel: { name: '', city: '' } }) as CouponCard
    catalogue = memoryCatalogue({ kept: [seen('spa sold out', 0), seen('tea', 1), seen('spa', 1)] })
    const search = start()
    catalogue.searches[0]?.fail(new AppError('offline'))
    await vi.advanceTimersByTimeAsync(0)
    expect([ids(search), search.phase.value, search.isKept.value]).toEqual([['tea', 'spa', 'spa sold out'], 'failed', true])
    await type('spa')
    await vi.advanceTimersByTimeAsync(300)
    catalogue.searches[1]?.fail(new AppError('offline'))
    await vi.advanceTimersByTimeAsync(0)
    expect(ids(search)).toEqual(['spa', 'spa sold out'])
    void search.reload()
    catalogue.searches[2]?.answer(page(['fresh']))
    await vi.advanceTimersByTimeAsync(0)
    expect([ids(search), search.isKept.value]).toEqual([['fresh'], false])
  })

  it('says that it failed, and works again on reload', async () => {
    const search = start()
    catalogue.searches[0]?.fail(new AppError('offline'))
    await vi.advanceTimersByTimeAsync(0)
    expect(search.phase.value).toBe('failed')
    void search.reload()
    catalogue.searches[1]?.answer(page(['a']))
    await vi.advanceTimersByTimeAsync(0)
    expect(ids(search)).toEqual(['a'])
  })
})

/** A promise that is settled from outside; Node 20 has no `withResolvers`. */
function deferred<T>() {
  let resolve!: (value: T) => void
  let reject!: (reason: unknown) => void
  const promise = new Promise<T>((yes, no) => ([resolve, reject] = [yes, no]))
  return { promise, resolve, reject }
}
