import { AppError } from '../../../core/domain/errors.ts'
import { type Journal, type JournaledOutbox, mergeOutboxes } from '../../../core/sync/journal.ts'
import type { JournalAnswer, JournalOrder } from './journal-messages.ts'
import { fileName } from './journal-slots.ts'
// oxlint-disable-next-line import/default -- Vite makes it of the query
import JournalKeeper from './journal-worker.ts?worker&inline'
import { fromStorageFailure } from './storage-failure.ts'

type Order = JournalOrder extends infer O ? (O extends { number: number } ? Omit<O, 'number'> : never) : never

/**
 * A journal in the browser's private files, kept by a worker of its own. What was written has left the browser's process, so
 * that a killed browser has it still. Everything rejects with `storage-unavailable` where a browser has no such files.
 */
export function opfsJournal(name: string): Journal {
  const waiting = new Map<number, { resolve(found: string[]): void; reject(error: unknown): void }>()
  let worker: Worker | null = null
  let count = 0
  const fail = (error: AppError) => {
    waiting.forEach(({ reject }) => reject(error))
    waiting.clear()
  }

  function start(): Worker {
    if (!('storage' in navigator && 'getDirectory' in navigator.storage)) throw new AppError('storage-unavailable', { detail: 'files' })
    const started = new JournalKeeper({ name: 'journal' })
    started.addEventListener('message', ({ data }: MessageEvent<JournalAnswer>) => {
      const asked = waiting.get(data.number)
      waiting.delete(data.number)
      if ('found' in data) asked?.resolve(data.found)
      else asked?.reject(fromStorageFailure(Object.assign(new Error(data.failure), { name: data.failure })))
    })
    // A worker that a policy or a missing file keeps from starting never answers.
    started.addEventListener('error', (event) => fail(new AppError('storage-unavailable', { detail: event.message })))
    return started
  }

  async function ask(order: Order): Promise<string[]> {
    worker ??= start()
    const number = (count += 1)
    const answered = new Promise<string[]>((resolve, reject) => waiting.set(number, { resolve, reject }))
    worker.postMessage({ ...order, number }, [])
    return answered
  }

  return {
    read: async () => mergeOutboxes((await ask({ kind: 'open', name })).map((text) => JSON.parse(text) as JournaledOutbox)),
    write: async (outbox) => void (await ask({ kind: 'write', text: JSON.stringify(outbox) })),
    close: async () => {
      if (worker) await ask({ kind: 'close' })
      fail(new AppError('stopped'))
      worker?.terminate()
    },
  }
}

/** A window that is open elsewhere gives its files back once it was told that the user is gone, which is after this window is. */
const patience = { times: 200, ms: 50 }

/** Deletes the journals of every replica whose name begins so. */
export async function deleteJournals(namePrefix: string): Promise<void> {
  const root = await directory()
  if (!root) return
  const names: string[] = []
  for await (const name of root.keys()) if (name.startsWith(fileName(namePrefix))) names.push(name)
  await Promise.all(names.map((name) => remove(root, name)))
}

async function directory(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await navigator.storage.getDirectory()
  } catch {
    return null
  }
}

async function remove(root: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (let time = 1; ; time += 1) {
    try {
      return await root.removeEntry(name)
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') return
      if (time === patience.times) throw error
      await new Promise((resolve) => setTimeout(resolve, patience.ms))
    }
  }
}
