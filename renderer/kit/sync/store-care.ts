import { readonly, shallowRef, type Ref } from 'vue'
import { AppError, asAppError } from '../../../core/domain/errors.ts'
import type { Command } from '../../../core/sync/command.ts'
import type { SyncEngine } from '../../../core/sync/engine.ts'
import type { RowTables } from '../../../core/sync/ports.ts'
import type { DexieReplica } from './dexie-replica.ts'
import { outboxMirror } from './outbox-mirror.ts'

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
  /** Resolves when it was seen whether something had been lost, and that was put back. */
  ready: Promise<void>
  /** What has not reached the cloud, as a file's text. */
  outboxFile(): Promise<string>
  /** Takes a saved file back. Gives how many commands were missing here. Rejects with `invalid-argument` for another's file. */
  takeBack(text: string): Promise<number>
  /** Deletes the replica; what waited is put back when it is opened again. */
  rebuild(): Promise<void>
  stop(): void
}

/** Begins to look after a replica with this name. */
export function storeCare<T extends RowTables<T>>(name: string, store: DexieReplica<T>, engine: Pick<SyncEngine, 'restore'>, mirror = outboxMirror(name)): StoreCare {
  const trouble = shallowRef<StoreTrouble | null>(null)
  let end: () => void = () => undefined
  const read = () => store.read(async (outbox) => ({ seq: (await outbox.meta()).seq, commands: await outbox.commands() }))
  const copy = () => void read().then(mirror.write, () => undefined)

  /**
   * A browser that finds its database damaged says nothing: it begins an empty one, or leaves out what it can't read (seen after
   * kills in the middle of a write). The copy tells. At worst it is a moment older, and puts back what has been answered since,
   * which the server knows by its id, or what was refused and dropped, which is then shown again.
   */
  async function begin(): Promise<void> {
    const kept = mirror.read()
    try {
      const { seq, commands } = await read()
      const here = new Set(commands.map(({ id }) => id))
      const isDamaged = kept !== null && (seq < kept.seq || kept.commands.some((command) => !here.has(command.id)))
      if (kept && isDamaged) trouble.value = { kind: 'restored', count: await engine.restore(kept.commands) }
    } catch (error) {
      if (asAppError(error).code === 'storage-broken') trouble.value = { kind: 'broken' }
      return
    }
    end = store.subscribe(copy)
    copy()
  }
  const ready = begin()

  return {
    ready,
    trouble: readonly(trouble) as Readonly<Ref<StoreTrouble | null>>,
    outboxFile: async () => {
      const { commands } = await read().catch(() => mirror.read() ?? { commands: [] })
      const file: OutboxFile = { hotelCouponsOutbox: 1, replica: name, savedAt: new Date().toISOString(), commands: commands.filter(({ state }) => state !== 'done') }
      return JSON.stringify(file, null, 2)
    },
    takeBack: (text) => engine.restore(commandsIn(text, name)),
    rebuild: async () => {
      end()
      const known = await read().catch(() => null)
      // The numbers go on, so that the replica that starts anew is known to have lost something.
      if (known) mirror.write({ ...known, seq: Math.max(1, known.seq) })
      await store.destroy()
    },
    stop: () => end(),
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
