import type { Command } from '../../../core/sync/command.ts'

/** A second copy of an outbox, beside IndexedDB. It is read only where the replica is broken or has lost what it held. */
export interface OutboxMirror {
  read(): MirroredOutbox | null
  /** Keeps the outbox as it is now. Where there is no room the older copy is dropped: half a copy would be worse than none. */
  write(outbox: MirroredOutbox): void
}

/** What the copy holds. `seq` is the last number given out, by which a replica that starts anew is told from one that never was. */
export interface MirroredOutbox {
  seq: number
  commands: Command[]
}

const prefix = 'outbox:'

/** A browser may refuse its storage altogether; then there is no copy. */
function ownStorage(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

/** The copy of the replica with this name. */
export function outboxMirror(name: string, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null = ownStorage()): OutboxMirror {
  const key = prefix + name
  return {
    read: () => {
      try {
        return JSON.parse(storage?.getItem(key) ?? 'null') as MirroredOutbox | null
      } catch {
        return null
      }
    },
    write: ({ seq, commands }) => {
      try {
        storage?.setItem(key, JSON.stringify({ seq, commands: commands.filter(({ state }) => state !== 'done') }))
      } catch {
        storage?.removeItem(key)
      }
    },
  }
}

/** Removes the copies of every replica whose name begins so. */
export function forgetMirrors(namePrefix: string): void {
  const storage = ownStorage()
  Object.keys(storage ?? {}).filter((key) => key.startsWith(prefix + namePrefix)).forEach((key) => storage?.removeItem(key))
}
