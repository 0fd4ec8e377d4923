import type { CloudFunctionName, CloudFunctions } from './cloud-functions.ts'
import type { Command, CommandName, Commands } from './command.ts'

/** What every replicated row has. */
export interface Row {
  id: string
}
/** Constrains a set of tables: name → row. */
export type RowTables<T> = { [K in keyof T]: Row }
export type TableName<T> = Extract<keyof T, string>

/** Reading and writing replicated rows within one transaction. */
export interface RowAccess<T extends RowTables<T>> {
  get<K extends TableName<T>>(table: K, id: string): Promise<T[K] | undefined>
  /** Rows whose field has this value. The field must be one that the store indexes. */
  find<K extends TableName<T>>(table: K, field: Extract<keyof T[K], string>, value: string): Promise<T[K][]>
  put<K extends TableName<T>>(table: K, rows: T[K][]): Promise<void>
  remove(table: TableName<T>, ids: string[]): Promise<void>
}

/** What a row was before a command changed it locally; null where there was none. */
export interface BeforeImage {
  table: string
  id: string
  row: Row | null
}

/** A command with what takes its local effect back. */
export type OutboxEntry = Command & { undo: BeforeImage[] }

/**
 * Where the replica stands. `seq` is the last one given out, `lastSyncAt` epoch milliseconds, `aheadMs` by how much the
 * server's clock was then ahead of this one's, `shape` which tables the cursor has brought.
 */
export interface ReplicaMeta {
  cursor: string | null
  epoch: string | null
  seq: number
  lastSyncAt: number | null
  aheadMs: number
  shape: string | null
}
export const emptyMeta: ReplicaMeta = { cursor: null, epoch: null, seq: 0, lastSyncAt: null, aheadMs: 0, shape: null }

/** Reading outbox and meta, without holding up anyone else who reads. */
export interface OutboxReader {
  meta(): Promise<ReplicaMeta>
  /** The whole outbox, by seq. */
  commands(): Promise<OutboxEntry[]>
}

/** One transaction over rows, outbox and meta: all of it is kept, or, where `work` throws, nothing. */
export interface ReplicaTransaction<T extends RowTables<T>> extends RowAccess<T>, OutboxReader {
  clearRows(): Promise<void>
  setMeta(change: Partial<ReplicaMeta>): Promise<void>
  putCommand(entry: OutboxEntry): Promise<void>
  removeCommand(id: string): Promise<void>
}

/**
 * The local replica of one user and scope. Transactions run one after another. Within one, only its own methods may be
 * awaited, since IndexedDB commits a transaction that is left idle.
 */
export interface ReplicaStore<T extends RowTables<T>> {
  readonly tables: readonly TableName<T>[]
  transaction<R>(work: (tx: ReplicaTransaction<T>) => Promise<R>): Promise<R>
  /** Reads outbox and meta as they stood at one moment. */
  read<R>(work: (outbox: OutboxReader) => Promise<R>): Promise<R>
  /** Calls the listener after each write that was kept, also by another window. Returns the way to end it. */
  subscribe(listener: () => void): () => void
  close(): Promise<void>
  /** Closes the store and deletes all it kept. */
  destroy(): Promise<void>
}

/** Whose feed is replicated: a hotel's, or with null the signed-in guest's own. */
export interface Scope {
  hotel: string | null
}

/** A page of the change feed, as docs/database.md "Change feed" says. `row: null` is a tombstone. */
export interface ChangePage {
  epoch: string
  reset: boolean
  cursor: string
  more: boolean
  /** False while other transactions were running: what they commit stands behind this page, and asking again soon finds it. */
  settled: boolean
  server_time: string
  changes: { table: string; id: string; row: Row | null }[]
}

/** The server. Every failure is an AppError. */
export interface Cloud {
  call<F extends CloudFunctionName>(name: F, args: CloudFunctions[F]['args']): Promise<CloudFunctions[F]['result']>
  pull(scope: Scope, cursor: string | null, maxRows: number): Promise<ChangePage>
}

/** What realtime tells. `joined`: a channel was (re)joined, so something may have been missed. */
export type Hint =
  | { kind: 'joined'; topic: string }
  | { kind: 'changed'; topic: string; tables: string[] }
  | { kind: 'coupon-published'; notification_id: string; coupon_id: string; hotel_id: string; title: string; hotel_name: string }
  | { kind: 'redemption-used'; redemption_id: string; coupon_title: string; hotel_name: string; used_at: string }

/** Live hints. Nothing depends on one arriving. */
export interface Hints {
  onHint(listener: (hint: Hint) => void): () => void
}

/** Time, in epoch milliseconds. */
export interface Clock {
  now(): number
  /** Runs something once after so many milliseconds, unless the returned function is called before. */
  after(ms: number, run: () => void): () => void
}

/** Turns between the windows that share one store. */
export interface Turns {
  /** Does the work when nobody else does, and gives the turn on when it is done. Nothing may depend on it but who does the work. */
  take<R>(work: () => Promise<R>): Promise<R>
}

/** Chance. */
export interface Ids {
  uuid(): string
  /** Evenly in [0, 1). */
  random(): number
}

/**
 * What a command changes in the replica before the server has answered, by command name. An effect reads and writes through
 * `rows` alone, and is run again on top of newer rows while its command waits.
 */
export type LocalEffects<T extends RowTables<T>> = {
  [N in CommandName]?: (args: Commands[N]['args'], rows: RowAccess<T>, command: Command) => Promise<void>
}
