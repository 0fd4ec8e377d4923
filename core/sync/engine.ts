import { AppError, asAppError, classify } from '../domain/errors.ts'
import { retryTimer } from './backoff.ts'
import type { Command, CommandName, Commands } from './command.ts'
import { append, countOutbox, repeat, restore } from './outbox.ts'
import { commandPauses } from './pauses.ts'
import type { Clock, Cloud, Hints, Ids, LocalEffects, OutboxEntry, ReplicaStore, ReplicaTransaction, RowTables, Scope, Turns } from './ports.ts'
import { settle, type Settled } from './push.ts'
import { outboxOrder } from './send-order.ts'
import { singleFlight } from './single-flight.ts'
import { syncRun } from './sync-run.ts'
import { statusBoard, type SyncStatus } from './sync-status.ts'

/** A device that has not reached the server for longer takes no new commands: a use may arrive at most 30 days late. */
export const graceMs = 14 * 24 * 3_600_000

/*
 * A command leaves the outbox only with the server's answer: accepted (removed once the feed has brought what came of it),
 * refused (kept until its user has seen it), or refused to a waiting `commitNow` (removed, its caller was told). A failure
 * leaves it waiting under the same id, so that a repetition counts once.
 */

/** What an engine works with. */
export interface SyncEngineOptions<T extends RowTables<T>> {
  store: ReplicaStore<T>
  cloud: Cloud
  clock: Clock
  ids: Ids
  hints?: Hints
  /** Where several windows share the store: one syncs at a time. */
  turns?: Turns
  scope: Scope
  applyLocally: LocalEffects<T>
}

/** The one way to the server: intent goes down through the outbox, facts come up into the replica. */
export interface SyncEngine {
  /**
   * Applies a command locally and queues it, in one transaction. Resolves with the command's id before anything is sent.
   * Rejects with `offline-too-long`, or with what the store could not do.
   */
  commit<N extends CommandName>(name: N, args: Commands[N]['args']): Promise<string>
  /** As `commit`, for many of one kind: all of them in one transaction, or none. */
  commitAll<N extends CommandName>(name: N, list: Commands[N]['args'][]): Promise<void>
  /**
   * Commits, and resolves with the server's answer, refusals included. Rejects with `offline` or `held` when nothing was done,
   * with `queued` when the answer is missing and the command waits on, else with the server's error.
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
  /** Drops a refused command for good; what it held up goes on. */
  discard(id: string): Promise<void>
  /** Sends a refused command again, in its old place. */
  retry(id: string): Promise<void>
  /** Sends a refused command with other arguments, in its old place. */
  correct<N extends CommandName>(id: string, name: N, args: Commands[N]['args']): Promise<void>
  /** Takes back commands that were saved outside of a store that was lost. Gives how many were missing. */
  restore(commands: readonly Command[]): Promise<number>
  /** The time in epoch milliseconds, by the server's clock as far as it is known. */
  now(): number
  /** Ends the engine: an answer that still arrives is ignored, what waits stays in the store. */
  stop(): void
}

interface Caller {
  /** Whether the command stands in the outbox: a run that began before could not send it, and says nothing about it. */
  isKept: boolean
  resolve(result: unknown): void
  reject(error: AppError): void
}

/** Starts an engine over a store. It syncs when asked, after each commit, on each hint, and after a pause when a call failed. */
export function createSyncEngine<T extends RowTables<T>>(options: SyncEngineOptions<T>): SyncEngine {
  const { store, clock, ids, applyLocally } = options
  const board = statusBoard()
  const callers = new Map<string, Caller>()
  let isStopped = false
  let aheadMs = 0
  /** Why the store did not keep what was last written to it: no network that comes or goes changes that. */
  let trouble: AppError | null = null

  const sync = singleFlight(run)
  const pauses = commandPauses(clock, ids, () => void sync())
  const attempt = syncRun<T>({ ...options, board, pauses, write, settled, stopped: () => isStopped })
  const timer = retryTimer(clock, ids, () => void sync())
  const subscriptions = [store.subscribe(() => void recount()), options.hints?.onHint(() => void sync())]
  void recount()

  async function run(): Promise<void> {
    if (isStopped) return
    const asked = [...callers].flatMap(([id, { isKept }]) => (isKept ? [id] : []))
    const { failure, settled } = await (options.turns ? options.turns.take(attempt) : attempt())
    if (isStopped) return
    const error = failure ?? pauses.error
    board.update({ phase: 'idle', error: (trouble ?? error)?.code ?? null, online: failure?.code !== 'offline' })
    await answerUnsent(asked, error)
    if (!failure) return settled ? timer.clear() : timer.unsettled()
    const kind = classify(failure)
    // Without session or version only something outside can help, and it calls `sync`.
    if (kind === 'retry' || kind === 'rejected') timer.failed()
  }

  /** Who waited for an answer in a run that brought none is told why. What a refused command holds up is taken back at once. */
  async function answerUnsent(asked: string[], error: AppError | null): Promise<void> {
    const unsent = asked.filter((id) => callers.has(id))
    if (unsent.length === 0) return
    const held = await store.read(async (outbox) => outboxOrder(await outbox.commands()).held).catch(() => [])
    for (const entry of held.filter(({ id }) => unsent.includes(id))) {
      await settled(entry, { kind: 'rejected', error: new AppError('held') })
    }
    answer(unsent, error && classify(error) !== 'retry' ? error : new AppError('queued', { cause: error }))
  }

  async function settled(entry: OutboxEntry, word: Settled): Promise<void> {
    const caller = callers.get(entry.id)
    pauses.forget(entry.id)
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
    try {
      const { result, counts } = await store.transaction(async (tx) => ({ result: await work(tx), counts: await countOutbox(tx) }))
      board.update({ ...counts, ...(trouble && { error: null }) })
      trouble = null
      return result
    } catch (error) {
      const failure = asAppError(error)
      if (failure.code === 'storage-full' || failure.code === 'storage-broken') {
        trouble = failure
        board.update({ error: failure.code })
      }
      throw error
    }
  }

  async function recount(): Promise<void> {
    if (isStopped) return
    try {
      const { meta, counts } = await store.read(async (outbox) => ({ meta: await outbox.meta(), counts: await countOutbox(outbox) }))
      aheadMs = meta.aheadMs
      board.update({ ...counts, lastSyncAt: meta.lastSyncAt })
    } catch (error) {
      board.update({ error: asAppError(error).code })
    }
  }

  async function mayWork(): Promise<void> {
    if (isStopped) throw new AppError('stopped')
    const { lastSyncAt } = await store.read((outbox) => outbox.meta())
    if (lastSyncAt !== null && clock.now() - lastSyncAt > graceMs) throw new AppError('offline-too-long')
  }

  async function queue<N extends CommandName>(id: string, name: N, args: Commands[N]['args']): Promise<string> {
    await queueAll(name, [{ id, args }])
    return id
  }

  async function queueAll<N extends CommandName>(name: N, commands: { id: string; args: Commands[N]['args'] }[]): Promise<void> {
    await mayWork()
    const created_at = new Date(clock.now()).toISOString()
    await write(async (tx) => {
      for (const { id, args } of commands) await append(tx, applyLocally, { id, name, args, created_at })
    })
    for (const { id } of commands) {
      const caller = callers.get(id)
      if (caller) caller.isKept = true
    }
    void sync()
  }

  async function commitNow<N extends CommandName>(name: N, args: Commands[N]['args']): Promise<Commands[N]['result']> {
    if (!board.current().online) await sync()
    if (!board.current().online) throw new AppError('offline')
    const id = ids.uuid()
    const isHeld = ({ held }: { held: Command[] }) => held.some((command) => command.id === id)
    const probe: Command = { id, name, args, seq: Infinity, created_at: '', state: 'waiting' }
    if (isHeld(outboxOrder([...(await store.read((outbox) => outbox.commands())), probe]))) throw new AppError('held')
    const answered = new Promise<unknown>((resolve, reject) => callers.set(id, { resolve, reject, isKept: false }))
    queue(id, name, args).catch((error: unknown) => answer([id], asAppError(error)))
    return answered as Promise<Commands[N]['result']>
  }

  async function sendAgain(id: string, args?: Command['args']): Promise<void> {
    await write((tx) => repeat(tx, applyLocally, id, { newId: ids.uuid(), args, now: clock.now() + aheadMs }))
    void sync()
  }

  return {
    commit: (name, args) => queue(ids.uuid(), name, args),
    commitAll: (name, list) => queueAll(name, list.map((args) => ({ id: ids.uuid(), args }))),
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
    commands: () => store.read(async (outbox) => (await outbox.commands()).filter(({ state }) => state !== 'done')),
    rejected: () => store.read(async (outbox) => (await outbox.commands()).filter(({ state }) => state === 'rejected')),
    discard: async (id) => {
      await write(async (tx) => {
        const isRefused = (await tx.commands()).some((command) => command.id === id && command.state === 'rejected')
        if (isRefused) await tx.removeCommand(id)
      })
      void sync()
    },
    retry: (id) => sendAgain(id),
    correct: (id, _name, args) => sendAgain(id, args),
    restore: async (commands) => {
      const count = await write((tx) => restore(tx, applyLocally, commands))
      void sync()
      return count
    },
    now: () => clock.now() + aheadMs,
    stop: () => {
      isStopped = true
      timer.clear()
      pauses.stop()
      subscriptions.forEach((end) => end?.())
      answer([...callers.keys()], new AppError('stopped'))
    },
  }
}
