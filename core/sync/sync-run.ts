import { AppError, asAppError, classify } from '../domain/errors.ts'
import { outboxOrder } from './send-order.ts'
import type { Pauses } from './pauses.ts'
import type { ChangePage, Clock, Cloud, LocalEffects, OutboxEntry, ReplicaStore, ReplicaTransaction, RowTables, Scope } from './ports.ts'
import { applyPage, pullFrom } from './pull.ts'
import { send, type Settled } from './push.ts'
import type { StatusBoard } from './sync-status.ts'

/** The server is asked for so many rows at once: a page stays about 1 MB, and one local transaction well under a second. */
const pageRows = 2_000
/** So many commands may fail in one push before the server itself is asked how it is. */
const mostFailures = 3

/** A page that was asked for, with what was known then. */
interface Asked {
  from: string | null
  accepted: readonly string[]
  answer: Promise<ChangePage | AppError>
}

interface Stuck {
  entry: OutboxEntry
  error: AppError
  afterMs: number
}

interface Pulled {
  more: boolean
  settled: boolean
  ahead: Asked | null
}

/** What a run works with. `settled` is told each answer; `stopped` ends a run before its next step. */
export interface SyncRunOptions<T extends RowTables<T>> {
  store: ReplicaStore<T>
  cloud: Cloud
  clock: Clock
  scope: Scope
  applyLocally: LocalEffects<T>
  board: StatusBoard
  pauses: Pauses
  write<R>(work: (tx: ReplicaTransaction<T>) => Promise<R>): Promise<R>
  settled(entry: OutboxEntry, settled: Settled): Promise<void>
  stopped(): boolean
}

/** How a run went: what stopped it, and whether the feed had shown all that was committed. What only single commands met is in the pauses. */
export interface RunResult {
  failure: AppError | null
  settled: boolean
}

/** One run of the sync: push what may go, in the order of seq, then pull a page, and again until the feed has no more. Never rejects. */
export function syncRun<T extends RowTables<T>>(options: SyncRunOptions<T>): () => Promise<RunResult> {
  const { store, cloud, clock, scope, applyLocally, board, pauses, write, settled, stopped } = options

  /** Sends until nothing may go or the line is gone, which it throws. Commands that failed alone are added to `stuck`. */
  async function push(stuck: Stuck[]): Promise<void> {
    const isStuck = (entry: OutboxEntry) => pauses.isPaused(entry) || stuck.some((one) => one.entry.id === entry.id || sameLimit(one, entry))
    while (stuck.length < mostFailures) {
      const { next: entry } = outboxOrder(await store.read((outbox) => outbox.commands()), isStuck)
      if (!entry || stopped()) return
      board.update({ phase: 'pushing' })
      const outcome = await send(cloud, entry)
      if (stopped()) return
      if (outcome.kind !== 'failed') await settled(entry, outcome)
      else if (endsRun(outcome.error)) throw outcome.error
      else stuck.push({ entry, error: outcome.error, afterMs: outcome.afterMs })
    }
  }

  function ask(from: string | null, accepted: readonly string[]): Asked {
    return { from, accepted, answer: cloud.pull(scope, from, pageRows).catch(asAppError) }
  }

  /** Pulls one page. While it is being kept, the next one is already on its way: `ahead`. */
  async function pull(ahead: Asked | null): Promise<Pulled> {
    board.update({ phase: 'pulling' })
    const known = await store.read(async (outbox) => ({
      from: pullFrom(await outbox.meta(), store.tables),
      accepted: (await outbox.commands()).filter(({ state }) => state === 'done').map(({ id }) => id),
    }))
    const asked = ahead?.from === known.from ? ahead : ask(known.from, known.accepted)
    const page = await asked.answer
    if (stopped()) return { more: false, settled: true, ahead: null }
    if (page instanceof AppError) return dropCursor(known.from, page)
    const next = page.more ? ask(page.cursor, known.accepted) : null
    const now = clock.now()
    const applied = await write((tx) => applyPage(tx, applyLocally, store.tables, { ...asked, page, now }))
    if (applied && !page.more) board.update({ lastSyncAt: now })
    return { more: page.more || !applied, settled: page.settled, ahead: next }
  }

  /** A cursor that the server does not take leads nowhere any more: all is pulled anew. */
  async function dropCursor(from: string | null, error: AppError): Promise<Pulled> {
    if (from === null || error.code !== 'invalid-argument') throw error
    await write((tx) => tx.setMeta({ cursor: null }))
    return { more: true, settled: true, ahead: null }
  }

  /** The server answers, so what failed has trouble of its own. */
  async function setAside(stuck: Stuck[]): Promise<void> {
    for (const { entry, error, afterMs } of stuck) {
      if (pauses.failed(entry, error, afterMs)) await settled(entry, { kind: 'rejected', error })
    }
  }

  return async () => {
    const stuck: Stuck[] = []
    let pulled: Pulled = { more: true, settled: true, ahead: null }
    try {
      while (pulled.more && !stopped()) {
        await push(stuck)
        if (!stopped()) pulled = await pull(pulled.ahead)
      }
      if (!stopped()) await setAside(stuck)
      return { failure: null, settled: pulled.settled }
    } catch (error) {
      return { failure: asAppError(error), settled: true }
    }
  }
}

/** Without network or session a pull would fail as well. */
const endsRun = (error: AppError): boolean => error.code === 'offline' || classify(error) === 'signed-out'

const sameLimit = ({ entry, error }: Stuck, { name }: OutboxEntry): boolean => error.code === 'rate-limited' && entry.name === name
