import {
  emptyMeta,
  type OutboxEntry,
  type ReplicaMeta,
  type ReplicaStore,
  type ReplicaTransaction,
  type Row,
  type RowTables,
  type TableName,
} from './ports.ts'

interface State {
  rows: Map<string, Map<string, Row>>
  commands: Map<string, OutboxEntry>
  meta: ReplicaMeta
  written: boolean
}

const copy = <V>(value: V): V => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as V))

/** A replica in memory, for tests: transactions run one at a time on a copy that replaces the state when they succeed. */
export function memoryStore<T extends RowTables<T>>(tables: readonly TableName<T>[]): ReplicaStore<T> {
  let state = emptyState(tables)
  let queue: Promise<unknown> = Promise.resolve()
  const listeners = new Set<() => void>()

  const transaction = <R>(work: (tx: ReplicaTransaction<T>) => Promise<R>): Promise<R> => {
    const result = queue.then(async () => {
      const draft = fork(state)
      const answer = await work(transactionOn<T>(draft))
      state = draft
      if (draft.written) listeners.forEach((listener) => listener())
      return answer
    })
    queue = result.catch(() => undefined)
    return result
  }

  return {
    tables,
    transaction,
    read: (work) => {
      const result = queue.then(() => work(transactionOn<T>(state)))
      queue = result.catch(() => undefined)
      return result
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => listeners.clear(),
    destroy: async () => {
      state = emptyState(tables)
      listeners.clear()
    },
  }
}

function emptyState(tables: readonly string[]): State {
  return { rows: new Map(tables.map((table) => [table, new Map<string, Row>()])), commands: new Map(), meta: emptyMeta, written: false }
}

function fork(state: State): State {
  const rows = new Map([...state.rows].map(([table, byId]) => [table, new Map(byId)]))
  return { rows, commands: new Map(state.commands), meta: state.meta, written: false }
}

function transactionOn<T extends RowTables<T>>(state: State): ReplicaTransaction<T> {
  const table = <K extends TableName<T>>(name: K) => {
    const rows = state.rows.get(name)
    if (!rows) throw new Error(`no such table: ${name}`)
    return rows as Map<string, T[K]>
  }
  const write = (change: () => void) => {
    state.written = true
    change()
  }
  return {
    get: async (name, id) => copy(table(name).get(id)),
    find: async (name, field, value) => copy([...table(name).values()].filter((row) => row[field] === value)),
    put: async (name, rows) => write(() => rows.forEach((row) => table(name).set(row.id, copy(row)))),
    remove: async (name, ids) => write(() => ids.forEach((id) => table(name).delete(id))),
    clearRows: async () => write(() => state.rows.forEach((rows) => rows.clear())),
    meta: async () => state.meta,
    setMeta: async (change) => write(() => {
      state.meta = { ...state.meta, ...change }
    }),
    commands: async () => copy([...state.commands.values()].sort((a, b) => a.seq - b.seq)),
    putCommand: async (entry) => write(() => state.commands.set(entry.id, copy(entry))),
    removeCommand: async (id) => write(() => state.commands.delete(id)),
  }
}
