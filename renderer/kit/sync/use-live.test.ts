import 'fake-indexeddb/auto'
import { effectScope, ref, shallowRef, watch, type WatchSource } from 'vue'
import { afterEach, expect, it } from 'vitest'
import type { LibraryTables } from '../../../core/sync/replica-store.contract.ts'
import { dexieReplica } from './dexie-replica.ts'
import { useLive } from './use-live.ts'

let count = 0
const scopes = [effectScope()]
afterEach(() => scopes.splice(0).forEach((scope) => scope.stop()))

const library = () => dexieReplica<LibraryTables>(`live-${++count}`, { books: ['shelf'], readers: [] })
const book = (id: string, shelf = 'a') => ({ id, shelf, title: id })

/** Resolves as soon as the source gives a value that passes. */
const until = <V>(source: WatchSource<V>, passes: (value: V) => boolean) =>
  new Promise<V>((resolve) => {
    const stop = watch(source, (value) => passes(value) && (queueMicrotask(() => stop()), resolve(value)), { immediate: true, flush: 'sync' })
  })

function live<R>(query: () => PromiseLike<R> | undefined) {
  const scope = effectScope()
  scopes.push(scope)
  return scope.run(() => useLive(query))!
}

it('shows what a transaction wrote', async () => {
  const store = library()
  const { data, loading } = live(() => store.rows.books.count())
  expect(loading.value).toBe(true)
  await until(data, (found) => found === 0)
  expect(loading.value).toBe(false)
  await store.transaction((tx) => tx.put('books', [book('1'), book('2')]))
  await until(data, (found) => found === 2)
})

it('asks again when what it read reactively changes', async () => {
  const store = library()
  await store.transaction((tx) => tx.put('books', [book('1', 'a'), book('2', 'b')]))
  const shelf = ref('a')
  const { data } = live(() => store.rows.books.where('shelf').equals(shelf.value).toArray())
  await until(data, (found) => found?.[0]?.id === '1')
  shelf.value = 'b'
  await until(data, (found) => found?.[0]?.id === '2')
})

it('is loading while there is nothing to ask, and starts when there is', async () => {
  const store = library()
  await store.transaction((tx) => tx.put('books', [book('1')]))
  const sync = shallowRef<typeof store | null>(null)
  const { data, loading } = live(() => sync.value?.rows.books.get('none').then((found) => found ?? 'missing'))
  // A second query that is answered shows that the first one had its turn.
  await until(live(() => store.rows.books.count()).data, (found) => found === 1)
  expect([data.value, loading.value]).toEqual([undefined, true])
  sync.value = store
  await until(data, (found) => found === 'missing')
  expect(loading.value).toBe(false)
})

it('gives a failed query as an AppError', async () => {
  const store = library()
  const { error } = live(() => store.rows.books.where('title').equals('not indexed').toArray())
  expect(await until(error, (found) => found !== null)).toMatchObject({ name: 'AppError' })
})
