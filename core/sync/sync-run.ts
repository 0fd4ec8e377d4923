import { type AppError, classify } from '../domain/errors.ts'
import type { Clock, Cloud, LocalEffects, OutboxEntry, ReplicaStore, ReplicaTransaction, RowTables, Scope } from './ports.ts'
import { applyPage } from './pull.ts'
import { send, type Settled } from './push.ts'
import { waiting } from './rebase.ts'
import type { StatusBoard } from './sync-status.ts'

/** The server is asked for so many rows at once: a page stays under 1 MB, and one local transaction under a second. */
const pageRows = 1_000
/** So often may one command fail on a server that otherwise answers, before it stops holding up the rest. */
const suspectAfter = 5

interface Stuck {
  entry: OutboxEntry
  error: AppError
  afterMs: number
}

/** What a run works with. `settled` is told each answer; `stopped` ends a run before its next step. */
export interface SyncRunOptions<T extends RowTables<T>> {
  store: ReplicaStore<T>
  cloud: Cloud
  clock: Clock
  scope: Scope
  applyLocally: LocalEffects<T>
  board: StatusBoard
  write<R>(work: (tx: ReplicaTransaction<T>) => Promise<R>): Promise<R>
  settled(entry: OutboxEntry, settled: Settled): Promise<void>
  stopped(): boolean
}

/** How a run went: what stopped it, how long to wait at the least, and whether the feed had shown all that was committed. */
export interface RunResult {
  failure: AppError | null
  afterMs: number
  settled: boolean
}

/** One run of the sync: push what waits, in the order of seq, then pull a page, and again until the feed has no more. Pulling throws. */
export function syncRun<T extends RowTables<T>>(options: SyncRunOptions<T>): () => Promise<RunResult> {
  const { store, cloud, clock, scope, applyLocally, board, write, settled, stopped } = options
  const strikes = new Map<string, number>()

  async function push(): Promise<Stuck | null> {
    for (;;) {
      const [entry] = await store.transaction(waiting)
      if (!entry || stopped()) return null
      board.update({ phase: 'pushing' })
      const outcome = await send(cloud, entry)
      if (stopped()) return null
      if (outcome.kind === 'failed') return { entry, error: outcome.error, afterMs: outcome.afterMs }
      await settled(entry, outcome)
    }
  }

  async function pull(): Promise<{ more: boolean; settled: boolean }> {
    board.update({ phase: 'pulling' })
    const { cursor: from } = await store.transaction((tx) => tx.meta())
    const page = await cloud.pull(scope, from, pageRows)
    if (stopped()) return { more: false, settled: true }
    const now = clock.now()
    const applied = await write((tx) => applyPage(tx, applyLocally, store.tables, { page, from, now }))
    if (applied && !page.more) board.update({ lastSyncAt: now })
    return { more: page.more || !applied, settled: page.settled }
  }

  /** A command that alone fails, while the server answers everything else, must not hold up the rest for ever. */
  async function suspect({ entry, error }: Stuck): Promise<void> {
    if (error.code === 'rate-limited') return
    const count = (strikes.get(entry.id) ?? 0) + 1
    strikes.set(entry.id, count)
    if (count >= suspectAfter) await settled(entry, { kind: 'rejected', error })
  }

  return async () => {
    let stuck: Stuck | null = null
    let pulled = { more: true, settled: true }
    while (pulled.more && !stopped()) {
      stuck ??= await push()
      if (stuck && endsRun(stuck.error)) return { failure: stuck.error, afterMs: stuck.afterMs, settled: true }
      pulled = await pull()
    }
    if (stuck && !stopped()) await suspect(stuck)
    return { failure: stuck?.error ?? null, afterMs: stuck?.afterMs ?? 0, settled: pulled.settled }
  }
}

/** Without network, session or the right version a pull would fail as well. */
const endsRun = (error: AppError): boolean => error.code === 'offline' || classify(error) !== 'retry'
