import 'fake-indexeddb/auto'
import { effectScope, ref, watch, type WatchSource } from 'vue'
import { afterEach, expect, it } from 'vitest'
import type { LibraryTables } from '../../../core/sync/replica-store.contract.ts'
import { dexieReplica } from './dexie-replica.ts'
import { touch, useSummary } from './use-summary.ts'

let count = 0
const scopes = [effectScope()]
afterEach(() => scopes.splice(0).forEach((scope) => scope.stop()))

const library = () => dexieReplica<LibraryTables>(`summary-${++count}`, { books: ['shelf'], readers: [] })
const book = (id: string, shelf = 'a') => ({ id, shelf, title: id })

const until = <V>(source: WatchSource<V>, passes: (value: V) => boolean) =>
  new Promise<V>((resolve) => {
    const stop = watch(source, (value) => passes(value) && (queueMicrotask(() => stop()), resolve(value)), { immediate: true, flush: 'sync' })
  })

function titlesOn(store: ReturnType<typeof library>, shelf: () => string, read?: (name: string) => Promise<string[]>) {
  const on = (name: string) => store.rows.books.where('shelf').equals(name)
  const scope = effectScope()
  scopes.push(scope)
  return scope.run(() => useSummary(shelf, { touches: (name) => touch(store.rows.books, on(name)), read: read ?? (async (name) => on(name).primaryKeys()) }))!
}

it('reads anew when a row comes, goes or moves, also one that the watching query did not meet', async () => {
  const store = library()
  await store.transaction((tx) => tx.put('books', [book('1'), book('2')]))
  const { data } = titlesOn(store, () => 'a')
  await until(data, (found) => found?.join() === '1,2')
  await store.transaction((tx) => tx.put('books', [book('3')]))
  await until(data, (found) => found?.join() === '1,2,3')
  await store.transaction((tx) => tx.put('books', [book('2', 'b')]))
  await until(data, (found) => found?.join() === '1,3')
  await store.transaction((tx) => tx.remove('books', ['3']))
  await until(data, (found) => found?.join() === '1')
})

it('answers the last question alone, however long an earlier one takes', async () => {
  const store = library()
  await store.transaction((tx) => tx.put('books', [book('1', 'a'), book('2', 'b')]))
  const shelf = ref('a')
  const finish: (() => void)[] = []
  const { data } = titlesOn(store, () => shelf.value, async (name) => {
    if (name === 'a') await new Promise<void>((resolve) => finish.push(resolve))
    return [name]
  })
  await new Promise<void>((resolve) => {
    const look = () => (finish.length > 0 ? resolve() : void setTimeout(look))
    look()
  })
  shelf.value = 'b'
  await until(data, (found) => found?.[0] === 'b')
  finish[0]?.()
  await new Promise((resolve) => setTimeout(resolve))
  expect(data.value).toEqual(['b'])
})

it('says why it could not read, and reads again after the next change', async () => {
  const store = library()
  let broken = true
  const { data, error } = titlesOn(store, () => 'a', async () => {
    if (broken) throw new Error('no room')
    return ['fine']
  })
  await until(error, (failure) => failure !== null)
  broken = false
  await store.transaction((tx) => tx.put('books', [book('1')]))
  await until(data, (found) => found?.[0] === 'fine')
  expect(error.value).toBeNull()
})
