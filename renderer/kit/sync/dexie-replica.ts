import { Dexie, type Table } from 'dexie'
import {
  emptyMeta,
  type OutboxEntry,
  type OutboxReader,
  type ReplicaMeta,
  type ReplicaStore,
  type ReplicaTransaction,
  type RowTables,
  type TableName,
} from '../../../core/sync/ports.ts'
import { fromStorageFailure } from './storage-failure.ts'

/** The replicated tables of a store, for live queries. They are read here and written by the engine alone. */
export type ReplicaTables<T extends RowTables<T>> = { readonly [K in TableName<T>]: Table<T[K], string> }

/** A replica in IndexedDB. */
export interface DexieReplica<T extends RowTables<T>> extends ReplicaStore<T> {
  readonly rows: ReplicaTables<T>
}

/** The fields that each table is looked up or ordered by, besides its id; `[a+b]` is one index over two. Each makes writing a fifth slower. */
export type ReplicaIndexes<T extends RowTables<T>> = { [K in TableName<T>]: readonly (Extract<keyof T[K], string> | `[${string}+${string}]`)[] }

type MetaRow = ReplicaMeta & { key: 'meta' }

/** To be raised whenever tables or indexes change. IndexedDB makes and drops the indexes itself; the rows stay. */
const schemaVersion = 2

/**
 * A replica in IndexedDB under this name. A transaction that was kept has reached the disk (`strict`), since the outbox may
 * hold what nobody else knows.
 */
export function dexieReplica<T extends RowTables<T>>(name: string, indexes: ReplicaIndexes<T>): DexieReplica<T> {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' })
  const tables = Object.keys(indexes) as TableName<T>[]
  const schema = tables.map((table) => [table, ['id', ...indexes[table]].join(',')])
  db.version(schemaVersion).stores({ ...Object.fromEntries(schema), outbox: 'id,seq', meta: 'key' })
  // Another window deletes it (its user signed out) or needs a newer version: never open it again from here.
  db.on('versionchange', () => {
    db.close({ disableAutoOpen: true })
    return false
  })

  const subscribe = (listener: () => void) => {
    const prefix = `idb://${name}/`
    const onMutated = (parts: object) => {
      if (Object.keys(parts).some((part) => part.startsWith(prefix))) listener()
    }
    Dexie.on('storagemutated', onMutated)
    return () => Dexie.on.storagemutated.unsubscribe(onMutated)
  }

  return {
    tables,
    rows: Object.fromEntries(tables.map((table) => [table, db.table(table)])) as ReplicaTables<T>,
    // Dexie keeps its transaction over native awaits only where its function itself is an async one.
    transaction: (work) => failing(() => db.transaction('rw', db.tables, async () => work(transactionOn<T>(db, tables)))),
    read: (work) => failing(() => db.transaction('r', ['outbox', 'meta'], async () => work(outboxOn(db)))),
    subscribe,
    close: async () => db.close(),
    destroy: () => db.delete(),
  }
}

async function failing<R>(work: () => PromiseLike<R>): Promise<R> {
  try {
    return await work()
  } catch (error) {
    throw fromStorageFailure(error)
  }
}

function outboxOn(db: Dexie): OutboxReader {
  return {
    meta: async () => {
      const { key: _, ...known } = { ...emptyMeta, ...(await db.table<MetaRow, string>('meta').get('meta')), key: 'meta' }
      return known
    },
    commands: async () => db.table<OutboxEntry, string>('outbox').orderBy('seq').toArray(),
  }
}

function transactionOn<T extends RowTables<T>>(db: Dexie, tables: readonly TableName<T>[]): ReplicaTransaction<T> {
  const rows = <K extends TableName<T>>(table: K) => db.table<T[K], string>(table)
  const outbox = db.table<OutboxEntry, string>('outbox')
  const reader = outboxOn(db)
  return {
    ...reader,
    get: async (table, id) => rows(table).get(id),
    find: async (table, field, value) => rows(table).where(field).equals(value).toArray(),
    put: async (table, changed) => void (await rows(table).bulkPut(changed)),
    remove: async (table, ids) => rows(table).bulkDelete(ids),
    clearRows: async () => {
      for (const table of tables) await rows(table).clear()
    },
    setMeta: async (change) => void (await db.table<MetaRow, string>('meta').put({ ...(await reader.meta()), ...change, key: 'meta' })),
    putCommand: async (entry) => void (await outbox.put(entry)),
    removeCommand: async (id) => outbox.delete(id),
  }
}

/** Deletes every replica whose name begins so. */
export async function deleteReplicas(prefix: string): Promise<void> {
  const names = await Dexie.getDatabaseNames()
  await Promise.all(names.filter((name) => name.startsWith(prefix)).map((name) => Dexie.delete(name)))
}
