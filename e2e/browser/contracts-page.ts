import { journalContract } from '../../core/sync/journal.contract.ts'
import type { Journal } from '../../core/sync/journal.ts'
import type { ReplicaStore, ReplicaTransaction } from '../../core/sync/ports.ts'
import { type LibraryTables, replicaStoreContract } from '../../core/sync/replica-store.contract.ts'
import { dexieReplica } from '../../renderer/kit/sync/dexie-replica.ts'
import { opfsJournal } from '../../renderer/kit/sync/opfs-journal.ts'
import { replicaLifeContract } from '../../renderer/kit/sync/replica-life.contract.ts'
import { runTests } from './in-page.ts'

/*
 * A page that runs the contract suites on the browser's own IndexedDB and private files. As controls: `?wrong` has a store that
 * keeps each step by itself instead of all or nothing, and a journal that says it is written before it is.
 */

const isWrong = location.search === '?wrong'
let count = 0

function library(): ReplicaStore<LibraryTables> {
  const store = dexieReplica<LibraryTables>(`library-${count}`, { books: ['shelf'], readers: [] })
  return isWrong ? { ...store, transaction: (work) => work(stepByStep(store)) } : store
}

function stepByStep(store: ReplicaStore<LibraryTables>): ReplicaTransaction<LibraryTables> {
  const step = (name: string) => (...args: never[]) =>
    store.transaction((tx) => (tx as unknown as Record<string, (...args: never[]) => Promise<unknown>>)[name]!(...args))
  return new Proxy({} as ReplicaTransaction<LibraryTables>, { get: (_, name) => step(String(name)) })
}

function journal(name: string): Journal {
  const kept = opfsJournal(name)
  if (!isWrong) return kept
  let write: () => Promise<void> = async () => undefined
  return {
    ...kept,
    write: async (outbox) => {
      await write()
      write = () => kept.write(outbox)
    },
  }
}

replicaStoreContract('IndexedDB', {
  open: () => {
    count += 1
    return library()
  },
  reopen: library,
})
journalContract('private files', () => {
  const name = `journal-${(count += 1)}`
  return () => journal(name)
})

replicaLifeContract('IndexedDB')

globalThis.results = runTests()
