import { type AppError, asAppError } from '../domain/errors.ts'
import type { Command } from './command.ts'
import type { Journal, JournaledOutbox } from './journal.ts'
import { restore } from './outbox.ts'
import type { LocalEffects, OutboxReader, ReplicaStore, ReplicaTransaction, RowTables } from './ports.ts'
import { singleFlight } from './single-flight.ts'

/*
 * A command is acknowledged when the store and the journal have it. The store alone decides what is so: the journal is read
 * when it is opened, and only where the store has fallen behind it, which the numbers tell. What the store lost is then put
 * back under its ids, which the server knows where it had them already.
 */

/** A store whose outbox is kept twice. */
export interface JournaledStore<T extends RowTables<T>> extends ReplicaStore<T> {
  /** Resolves when what was lost is back: how many commands, or null where nothing had been lost. Rejects where the store can't be used. */
  readonly opened: Promise<number | null>
  /** Calls the listener once, where and when the journal can't be used: from then on there is one copy only. */
  onUnguarded(listener: (error: AppError) => void): void
  /** The last copy of the outbox, for where the store can't be read. */
  lastCopy(): JournaledOutbox | null
}

/** Keeps the outbox of a store in a journal too. Where the journal fails the store goes on without. */
export function journaledStore<T extends RowTables<T>>(
  store: ReplicaStore<T>,
  { journal, effects }: { journal: Journal; effects: LocalEffects<T> },
): JournaledStore<T> {
  let kept: JournaledOutbox | null = null
  let text = ''
  let failure: AppError | null = null
  const listeners: ((error: AppError) => void)[] = []
  const turnOff = (error: unknown): null => {
    failure ??= asAppError(error)
    for (const listener of listeners.splice(0)) listener(failure)
    return null
  }

  const copy = singleFlight(async () => {
    try {
      await keep(await store.read(outboxOf))
    } catch {
      // A store that can't be read says so to whoever uses it; the copy stays as it was.
    }
  })

  async function keep(outbox: JournaledOutbox): Promise<void> {
    const next = JSON.stringify(outbox)
    if (failure || next === text) return
    try {
      await journal.write(outbox)
    } catch (error) {
      return void turnOff(error)
    }
    kept = outbox
    text = next
  }

  async function open(): Promise<number | null> {
    kept = await journal.read().catch(turnOff)
    const saved = kept
    const { seq } = await store.read((outbox) => outbox.meta())
    const restored = saved && seq < saved.seq ? await store.transaction((tx) => restore(tx, effects, saved.commands, saved.seq)) : null
    await copy()
    return restored
  }
  const opened = open()
  // Who uses the store hears of it; nobody may listen here.
  opened.catch(() => undefined)
  const endCopying = store.subscribe(() => void opened.then(copy, () => undefined))

  /** After this what the transaction added is in the journal, or the journal is off. */
  async function transaction<R>(work: (tx: ReplicaTransaction<T>) => Promise<R>): Promise<R> {
    await opened.catch(() => undefined)
    const known = new Set(kept?.commands.map(({ id }) => id))
    let isNew = false
    const answer = await store.transaction((tx) => {
      isNew = false
      return work({
        ...tx,
        putCommand: (entry) => {
          if (!known.has(entry.id)) isNew ||= entry.state !== 'done'
          return tx.putCommand(entry)
        },
      })
    })
    if (isNew && !failure) await copy()
    return answer
  }

  return {
    ...store,
    opened,
    lastCopy: () => kept,
    onUnguarded: (listener) => {
      if (failure) listener(failure)
      else listeners.push(listener)
    },
    transaction,
    read: async (work) => {
      await opened.catch(() => undefined)
      return store.read(work)
    },
    close: async () => {
      endCopying()
      await store.close()
      await journal.close().catch(() => undefined)
    },
    destroy: async () => {
      endCopying()
      await store.destroy()
      await journal.close().catch(() => undefined)
    },
  }
}

async function outboxOf(outbox: OutboxReader): Promise<JournaledOutbox> {
  const waiting = (await outbox.commands()).filter(({ state }) => state !== 'done')
  return { seq: (await outbox.meta()).seq, commands: waiting.map(withoutUndo) }
}

function withoutUndo({ id, seq, name, args, created_at, state, error }: Command): Command {
  return { id, seq, name, args, created_at, state, ...(error && { error }) }
}
