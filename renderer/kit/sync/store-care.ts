import { readonly, shallowRef, type Ref } from 'vue'
import { AppError, asAppError } from '../../../core/domain/errors.ts'
import type { Command } from '../../../core/sync/command.ts'
import type { SyncEngine } from '../../../core/sync/engine.ts'
import type { JournaledStore } from '../../../core/sync/journaled-store.ts'
import type { RowTables } from '../../../core/sync/ports.ts'

/** What is wrong with the local store: it can't be read, or it had lost what it held and so many commands were put back. */
export type StoreTrouble = { kind: 'broken' } | { kind: 'restored'; count: number }

/** A saved outbox. It is taken back only where it belongs. */
interface OutboxFile {
  hotelCouponsOutbox: 1
  replica: string
  savedAt: string
  commands: Command[]
}

/** Looks after a replica: notices that it was lost, and lets its user save what waits before it is made anew. */
export interface StoreCare {
  trouble: Readonly<Ref<StoreTrouble | null>>
  /** Whether this browser keeps no second copy of what waits. */
  unguarded: Readonly<Ref<boolean>>
  /** Resolves when it was seen whether something had been lost, and that was put back. */
  ready: Promise<void>
  /** What has not reached the cloud, as a file's text. */
  outboxFile(): Promise<string>
  /** Takes a saved file back. Gives how many commands were missing here. Rejects with `invalid-argument` for another's file. */
  takeBack(text: string): Promise<number>
  /** Deletes the replica; what waited is put back when it is opened again. */
  rebuild(): Promise<void>
}

/** Begins to look after a replica with this name. */
export function storeCare<T extends RowTables<T>>(name: string, store: JournaledStore<T>, engine: Pick<SyncEngine, 'restore'>): StoreCare {
  const trouble = shallowRef<StoreTrouble | null>(null)
  const unguarded = shallowRef(false)
  store.onUnguarded(() => (unguarded.value = true))

  /**
   * A browser that finds its database damaged says nothing: it begins an empty one (seen after kills in the middle of a write).
   * The journal tells, and has put back what was lost.
   */
  async function begin(): Promise<void> {
    try {
      const restored = await store.opened
      if (restored !== null) trouble.value = { kind: 'restored', count: restored }
    } catch (error) {
      if (asAppError(error).code === 'storage-broken') trouble.value = { kind: 'broken' }
    }
  }
  const commands = async () => (await store.read((outbox) => outbox.commands()).catch(() => store.lastCopy()?.commands ?? [])).filter(({ state }) => state !== 'done')

  return {
    ready: begin(),
    unguarded: readonly(unguarded),
    trouble: readonly(trouble) as Readonly<Ref<StoreTrouble | null>>,
    outboxFile: async () => {
      const file: OutboxFile = { hotelCouponsOutbox: 1, replica: name, savedAt: new Date().toISOString(), commands: await commands() }
      return JSON.stringify(file, null, 2)
    },
    takeBack: (text) => engine.restore(commandsIn(text, name)),
    rebuild: store.destroy,
  }
}

function commandsIn(text: string, replica: string): Command[] {
  const wrong = (cause?: unknown) => new AppError('invalid-argument', { detail: 'file', cause })
  try {
    const file = JSON.parse(text) as Partial<OutboxFile>
    if (file.hotelCouponsOutbox === 1 && file.replica === replica && Array.isArray(file.commands)) return file.commands
  } catch (error) {
    throw wrong(error)
  }
  throw wrong()
}
