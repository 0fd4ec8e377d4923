import { AppError } from '../domain/errors.ts'
import type { CloudFunctionName } from './cloud-functions.ts'
import { pauseIn } from './outcome.ts'
import type { ChangePage, Cloud, Row, RowTables, TableName } from './ports.ts'

/** How the fake answers a function, on the rows it keeps. It throws an AppError to refuse. */
export type MemoryHandler<T extends RowTables<T>> = (args: Record<string, unknown>, cloud: MemoryCloud<T>) => unknown

/** Called before a request is worked on and before its reply leaves; it may wait, or throw to lose one or the other. */
export type MemoryFault = (step: 'request' | 'reply', name: string) => Promise<void> | void

/** A server in memory, for tests: tables with a change feed, and functions that remember their commands. */
export interface MemoryCloud<T extends RowTables<T>> extends Cloud {
  rows<K extends TableName<T>>(table: K): T[K][]
  get<K extends TableName<T>>(table: K, id: string): T[K] | undefined
  put<K extends TableName<T>>(table: K, row: T[K]): void
  remove(table: TableName<T>, id: string): void
  /** Starts a new database epoch with the same rows: every cursor given out before answers with a reset. */
  newEpoch(): void
  /** Plays a transaction that stays open: what is put from now on is in no page until the returned function ends it. */
  hold(): () => void
  /** How often each function was worked on, repetitions left out. */
  readonly applied: Map<string, number>
}

/** `remembers: false` takes the defence against repetitions out, as a control for tests. `now` is the server's time. */
export interface MemoryCloudOptions<T extends RowTables<T>> {
  handlers?: { [N in CloudFunctionName]?: MemoryHandler<T> }
  fault?: MemoryFault
  remembers?: boolean
  now?: () => number
}

interface Change {
  table: string
  id: string
  row: Row | null
  xid: number
}

const copy = <V>(value: V): V => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as V))

/** Makes a server that has no rows yet. */
export function memoryCloud<T extends RowTables<T>>({ handlers = {}, fault, remembers = true, now = () => Date.parse('2026-06-01T08:00:00Z') }: MemoryCloudOptions<T> = {}): MemoryCloud<T> {
  const changes = new Map<string, Change>()
  const answers = new Map<string, { args: string; result: unknown }>()
  const applied = new Map<string, number>()
  let epoch = 1
  let xid = 0
  let held: number | null = null

  const record = (table: string, id: string, row: Row | null) => {
    xid += 1
    changes.delete(`${table}/${id}`)
    changes.set(`${table}/${id}`, { table, id, row: copy(row), xid })
  }

  const work = (name: CloudFunctionName, args: Record<string, unknown>): unknown => {
    const id = typeof args['command_id'] === 'string' ? args['command_id'] : undefined
    const known = id === undefined ? undefined : answers.get(id)
    if (known && remembers) {
      if (known.args !== JSON.stringify(args)) throw new AppError('command-mismatch')
      return known.result
    }
    applied.set(name, (applied.get(name) ?? 0) + 1)
    const result = handlers[name]?.(args, cloud)
    if (result === undefined) throw new AppError('upgrade-required', { detail: name })
    if (id !== undefined && pauseIn(result as { kind: string }) === null) answers.set(id, { args: JSON.stringify(args), result })
    return result
  }

  const page = (cursor: string | null, maxRows: number): ChangePage => {
    const [cursorEpoch, cursorXid] = (cursor ?? `${epoch}:0`).split(':').map(Number)
    const reset = cursorEpoch !== epoch
    const since = reset ? 0 : (cursorXid ?? 0)
    const due = [...changes.values()].filter((change) => change.xid > since && change.xid <= (held ?? xid))
    const shown = due.slice(0, maxRows)
    return {
      epoch: String(epoch),
      reset,
      cursor: `${epoch}:${shown.at(-1)?.xid ?? since}`,
      more: due.length > shown.length,
      settled: held === null,
      server_time: new Date(now()).toISOString(),
      changes: shown.map(({ table, id, row }) => ({ table, id, row: copy(row) })),
    }
  }

  const answer = async <R>(name: string, make: () => R): Promise<R> => {
    await fault?.('request', name)
    const reply = copy(make())
    await fault?.('reply', name)
    return reply
  }

  const hold = (): (() => void) => {
    held = xid
    return () => {
      held = null
    }
  }

  const cloud: MemoryCloud<T> = {
    hold,
    call: (name, args) => answer(name, () => work(name, args as Record<string, unknown>) as never),
    pull: (_scope, cursor, maxRows) => answer('pull_changes', () => page(cursor, maxRows)),
    rows: (table) => copy([...changes.values()].filter((change) => change.table === table && change.row !== null).map(({ row }) => row as never)),
    get: (table, id) => copy(changes.get(`${table}/${id}`)?.row ?? undefined) as never,
    put: (table, row) => record(table, row.id, row),
    remove: (table, id) => record(table, id, null),
    newEpoch: () => {
      epoch += 1
    },
    applied,
  }
  return cloud
}
