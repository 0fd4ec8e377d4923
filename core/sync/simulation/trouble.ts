import { AppError } from '../../domain/errors.ts'
import type { Journal } from '../journal.ts'
import type { Cloud, Ids, ReplicaMeta, ReplicaStore, ReplicaTransaction, RowTables } from '../ports.ts'

/* What goes wrong between an engine and the world, decided by chance alone. */

/** Whether anything goes wrong at present. */
export interface Trouble {
  on: boolean
}

/** A line to a server: down for a while, or up and losing requests and replies, or telling them twice. */
export function troubledLine(cloud: Cloud, { ids, trouble, isUp, tick }: { ids: Ids; trouble: Trouble; isUp(): boolean; tick(): Promise<void> }): Cloud {
  const chance = (share: number) => trouble.on && ids.random() < share

  async function carry<R>(ask: () => Promise<R>): Promise<R> {
    if (ids.random() < 0.5) await tick()
    if (!isUp() || chance(0.08)) throw new AppError(chance(0.3) ? 'server-failed' : 'offline')
    // The request is delivered twice: both are worked on, one of the answers comes back.
    if (chance(0.08)) await ask().catch(() => undefined)
    const answer = await ask()
    if (ids.random() < 0.5) await tick()
    if (!isUp() || chance(0.08)) throw new AppError('offline')
    return answer
  }
  return {
    // A captive portal answers whatever it is asked.
    call: (name, args) => carry(() => (chance(0.02) ? Promise.resolve('<p>Welcome to our network</p>' as never) : cloud.call(name, args))),
    pull: (scope, cursor, maxRows) => carry(() => cloud.pull(scope, cursor, maxRows)),
  }
}

/** A machine that runs until it crashes. What runs on it afterwards is never heard of again. */
export interface Machine {
  isOver: boolean
  crash(): void
}

/**
 * What may be wrong with a device, as a control: `torn` keeps the cursor without its rows, `hasty` says it is kept before it is,
 * `unguarded` has no journal.
 */
export type Flaw = 'torn' | 'hasty' | 'unguarded' | null

/** A journal on a machine that may crash before and after every write. */
export function fragileJournal(journal: Journal, { machine, dies }: { machine: Machine; dies(): boolean }): Journal {
  const living = async <R>(work: () => Promise<R>): Promise<R> => {
    if (!machine.isOver && dies()) machine.crash()
    if (machine.isOver) return new Promise<never>(() => undefined)
    return work()
  }
  return {
    ...journal,
    read: () => living(journal.read),
    write: async (outbox) => {
      await living(() => journal.write(outbox))
      return living(async () => undefined)
    },
  }
}

/** A store on a machine that may crash before, within and after every transaction. */
export function fragileStore<T extends RowTables<T>>(
  disk: ReplicaStore<T>,
  { machine, dies, flaw, tick }: { machine: Machine; dies(): boolean; flaw: Flaw; tick(): Promise<void> },
): ReplicaStore<T> {
  const gone = () => new Promise<never>(() => undefined)
  const mayDie = (): boolean => {
    if (!machine.isOver && dies()) machine.crash()
    return machine.isOver
  }
  const die = async (): Promise<void> => {
    if (flaw === 'hasty') await tick()
    if (mayDie()) throw new AppError('stopped')
  }
  const kept = <R>(work: (tx: ReplicaTransaction<T>) => Promise<R>): Promise<R> => {
    if (flaw === 'hasty') return hastyTransaction(disk, { work, die })
    const dying = async (tx: ReplicaTransaction<T>): Promise<R> => {
      const answer = await work(tx)
      await die()
      return answer
    }
    return flaw === 'torn' ? tornTransaction(disk, dying) : disk.transaction(dying)
  }
  return {
    ...disk,
    transaction: async (work) => {
      if (mayDie()) return gone()
      const answer = await kept(work).catch((error: unknown) => (machine.isOver ? gone() : Promise.reject(error as Error)))
      return mayDie() ? gone() : answer
    },
    read: async (work) => {
      const answer = await disk.read(work)
      return machine.isOver ? gone() : answer
    },
  }
}

/** Answers before it is kept. */
function hastyTransaction<T extends RowTables<T>, R>(disk: ReplicaStore<T>, { work, die }: { work(tx: ReplicaTransaction<T>): Promise<R>; die(): Promise<void> }): Promise<R> {
  return new Promise((resolve, reject) => {
    const finished = disk.transaction(async (tx) => {
      resolve(await work(tx))
      await die()
    })
    finished.catch(reject)
  })
}

/** Keeps where the replica stands although the rest of the transaction was lost. */
async function tornTransaction<T extends RowTables<T>, R>(disk: ReplicaStore<T>, work: (tx: ReplicaTransaction<T>) => Promise<R>): Promise<R> {
  const changes: Partial<ReplicaMeta>[] = []
  const noting = (tx: ReplicaTransaction<T>): ReplicaTransaction<T> => ({
    ...tx,
    setMeta: (change) => {
      changes.push(change)
      return tx.setMeta(change)
    },
  })
  try {
    return await disk.transaction((tx) => work(noting(tx)))
  } catch (error) {
    for (const change of changes) await disk.transaction((tx) => tx.setMeta(change))
    throw error
  }
}
