import type { Command } from './command.ts'

/** An outbox as it stood once: the commands without what takes their effects back, and the last number given out. */
export interface JournaledOutbox {
  seq: number
  commands: Command[]
}

/**
 * A second copy of an outbox, outside of the store. It is read once, when the store is opened, and puts back what the store
 * has lost by then. Failures are AppErrors.
 */
export interface Journal {
  /** What was kept last, by whomever; null where nothing ever was. What several left behind is in it once, in the order of seq. */
  read(): Promise<JournaledOutbox | null>
  /** Replaces what was kept, also what `read` found of others. Resolves when it has outlived a crash of the machine. */
  write(outbox: JournaledOutbox): Promise<void>
  /** Ends the use of it; what was kept stays. */
  close(): Promise<void>
}

/** Several copies as one: the newest word on each command, and the highest number. Null of none. */
export function mergeOutboxes(copies: readonly JournaledOutbox[]): JournaledOutbox | null {
  if (copies.length === 0) return null
  const byAge = copies.toSorted((a, b) => a.seq - b.seq)
  const commands = new Map(byAge.flatMap((copy) => copy.commands.map((command) => [command.id, command])))
  return { seq: byAge.at(-1)?.seq ?? 0, commands: [...commands.values()].toSorted((a, b) => a.seq - b.seq) }
}
