import { AppError, asAppError, classify } from '../domain/errors.ts'
import { retryTimer } from './backoff.ts'
import type { Command, CommandName, Commands } from './command.ts'
import { append, countOutbox, requeue } from './outbox.ts'
import type { Clock, Cloud, Hints, Ids, LocalEffects, OutboxEntry, ReplicaStore, ReplicaTransaction, RowTables, Scope } from './ports.ts'
import { settle, type Settled } from './push.ts'
import { singleFlight } from './single-flight.ts'
import { syncRun } from './sync-run.ts'
import { statusBoard, type SyncStatus } from './sync-status.ts'

/*
 * A command leaves the outbox only with the server's answer: accepted (removed), refused (kept until its user has seen it),
 * or answered to a waiting `commitNow` (removed, its caller was told). A failure leaves it waiting under the same id, so
 * that a repetition counts once.
 */

/** What an engine works with. */
export interface SyncEngineOptions<T extends RowTables<T>> {
  store: ReplicaStore<T>
  cloud: Cloud
  clock: Clock
  ids: Ids
  hints?: Hints
  scope: Scope
  applyLocally: LocalEffects<T>
}

/** The one way to the server: intent goes down through the outbox, facts come up into the replica. */
export interface SyncEngine {
  /** Applies a command locally and queues it, in one transaction. Resolves with the command's id before anything is sent. */
  commit<N extends CommandName>(name: N, args: Commands[N]['args']): Promise<string>
  /**
   * Commits, and resolves with the server's answer, refusals included. Rejects with `offline` when nothing was done, with
   * `queued` when the answer is missing and the command waits on, else with the server's error.
   */
  commitNow<N extends CommandName>(name: N, args: Commands[N]['args']): Promise<Commands[N]['result']>
  /** Pushes and pulls until nothing is left. Never rejects: what went wrong stands in the status. */
  sync(): Promise<void>
  readonly status: SyncStatus
  onStatus(listener: (status: SyncStatus) => void): () => void
  /** What the system says of the network. Only shown: attempts are made all the same. */
  setOnline(online: boolean): void
  /** The whole outbox, oldest first: what waits and what was refused. */
  commands(): Promise<Command[]>
  rejected(): Promise<Command[]>
  /** Drops a refused command for good. */
  discard(id: string): Promise<void>
  /** Queues a refused command anew, under a new id and at the end. */
  retry(id: string): Promise<void>
  /** Ends the engine: an answer that still arrives is ignored, what waits stays in the store. */
  stop(): void
}

interface Caller {
  resolve(result: unknown): void
  reject(error: AppError): void
}

/** Starts an engine over a store. It syncs when asked, after each commit, on each hint, and after a pause when a call failed. */
export function createSyncEngine<T extends RowTables<T>>(options: SyncEngineOptions<T>): SyncEngine {
  const { store, clock, ids, applyLocally } = options
  const board = statusBoard()
  const callers = new Map<string, Caller>()
  let isStopped = false

  const attempt = syncRun<T>({ ...options, board, write, settled, stopped: () => isStopped })
  const sync = singleFlight(run)
  const timer = retryTimer(clock, ids, () => void sync())
  const subscriptions = [store.subscribe(() => void recount()), options.hints?.onHint(() => void sync())]
  void recount()

  async function run(): Promise<void> {
    if (isStopped) return
    const asked = [...callers.keys()]
    const { failure, afterMs, settled } = await attempt().catch((error: unknown) => ({ failure: asAppError(error), afterMs: 0, settled: true }))
    if (isStopped) return
    board.update({ phase: 'idle', error: failure?.code ?? null, online: failure?.code !== 'offline' })
    if (!failure) return settled ? timer.clear() : timer.unsettled()
    const kind = classify(failure)
    answer(asked, kind === 'retry' ? new AppError('queued', { cause: failure }) : failure)
    // Without session or version only something outside can help, and it calls `sync`.
    if (kind === 'retry' || kind === 'rejected') timer.failed(afterMs)
  }

  async function settled(entry: OutboxEntry, word: Settled): Promise<void> {
    const caller = callers.get(entry.id)
    await write((tx) => settle(tx, applyLocally, entry, { settled: word, keep: !caller }))
    if (word.kind === 'rejected') return answer([entry.id], word.error)
    callers.delete(entry.id)
    caller?.resolve(word.result)
  }

  function answer(commandIds: string[], error: AppError): void {
    for (const id of commandIds) {
      callers.get(id)?.reject(error)
      callers.delete(id)
    }
  }

  /** A local transaction after which the status counts what is in the outbox. */
  async function write<R>(work: (tx: ReplicaTransaction<T>) => Promise<R>): Promise<R> {
    const { result, counts } = await store.transaction(async (tx) => ({ result: await work(tx), counts: await countOutbox(tx) }))
    board.update(counts)
    return result
  }

  async function recount(): Promise<void> {
    if (isStopped) return
    const read = store.transaction(async (tx) => ({ ...(await countOutbox(tx)), lastSyncAt: (await tx.meta()).lastSyncAt }))
    await read.then(board.update, (error: unknown) => board.update({ error: asAppError(error).code }))
  }

  async function queue<N extends CommandName>(id: string, name: N, args: Commands[N]['args']): Promise<string> {
    if (isStopped) throw new AppError('stopped')
    const created_at = new Date(clock.now()).toISOString()
    await write((tx) => append(tx, applyLocally, { id, name, args, created_at }))
    void sync()
    return id
  }

  async function commitNow<N extends CommandName>(name: N, args: Commands[N]['args']): Promise<Commands[N]['result']> {
    if (!board.current().online) await sync()
    if (!board.current().online) throw new AppError('offline')
    const id = ids.uuid()
    const answered = new Promise<unknown>((resolve, reject) => callers.set(id, { resolve, reject }))
    await queue(id, name, args).catch((error: unknown) => answer([id], asAppError(error)))
    return answered as Promise<Commands[N]['result']>
  }

  return {
    commit: (name, args) => queue(ids.uuid(), name, args),
    commitNow,
    sync,
    get status() {
      return board.current()
    },
    onStatus: board.subscribe,
    setOnline: (online) => {
      board.update({ online })
      if (online) void sync()
    },
    commands: () => store.transaction((tx) => tx.commands()),
    rejected: () => store.transaction(async (tx) => (await tx.commands()).filter((entry) => entry.state === 'rejected')),
    discard: (id) => write((tx) => tx.removeCommand(id)),
    retry: async (id) => {
      await write((tx) => requeue(tx, applyLocally, id, ids.uuid()))
      void sync()
    },
    stop: () => {
      isStopped = true
      timer.clear()
      subscriptions.forEach((end) => end?.())
      answer([...callers.keys()], new AppError('stopped'))
    },
  }
}
