import type { Command, CommandName, Commands } from './command.ts'
import type { LocalEffects, OutboxEntry, OutboxReader, ReplicaTransaction, RowTables } from './ports.ts'
import { applyEffect, rebase } from './rebase.ts'

/** Applies a new command's effect and appends it to the outbox with the next seq. */
export async function append<T extends RowTables<T>>(
  tx: ReplicaTransaction<T>,
  effects: LocalEffects<T>,
  command: { id: string; name: CommandName; args: Commands[CommandName]['args']; created_at: string },
): Promise<void> {
  const seq = (await tx.meta()).seq + 1
  await tx.setMeta({ seq })
  const entry: OutboxEntry = { ...command, seq, state: 'waiting', undo: [] }
  await tx.putCommand(await applyEffect(tx, effects, entry))
}

/**
 * Sends a refused command again in its old place, before those that wait for it. It keeps its id where nothing was kept of it
 * on the server, since it may have been done after all; with other arguments, or where the server remembers its answer under
 * that id, it takes the new one.
 */
export async function repeat<T extends RowTables<T>>(
  tx: ReplicaTransaction<T>,
  effects: LocalEffects<T>,
  id: string,
  { newId, args, now }: { newId: string; args?: Command['args'] | undefined; now: number },
): Promise<void> {
  const known = (await tx.commands()).find((command) => command.id === id && command.state === 'rejected')
  if (!known) return
  const { error, ...kept } = known
  const changed = args ?? restamped(known, now)
  const entry: OutboxEntry = { ...kept, id: changed || error?.spent ? newId : id, args: changed ?? known.args, state: 'waiting', undo: [] }
  // It keeps its number, and one is used up all the same: by the last number a copy of the outbox is told from a newer one.
  await tx.setMeta({ seq: (await tx.meta()).seq + 1 })
  await rebase(tx, effects, async () => {
    await tx.removeCommand(id)
    await tx.putCommand(entry)
  })
}

/** A use that the server found to lie in the future was stamped by a clock that was wrong: it is told again as of now. */
function restamped({ name, args, error }: Command, now: number): Command['args'] | undefined {
  if (name !== 'use_code' || !('happened_at' in args) || error?.detail !== 'happened_at' || Date.parse(args.happened_at) <= now) return undefined
  return { ...args, happened_at: new Date(now).toISOString() }
}

/**
 * Puts commands back that a store had lost. What is there already stays; the rows may have holes as well, so all is pulled anew
 * where something was missing. Where the store has fallen behind the number `last`, they keep theirs and numbers go on after it.
 * Gives how many came back.
 */
export async function restore<T extends RowTables<T>>(tx: ReplicaTransaction<T>, effects: LocalEffects<T>, saved: readonly Command[], last = 0): Promise<number> {
  const known = new Set((await tx.commands()).map(({ id }) => id))
  const missing = saved.filter(({ id }) => !known.has(id)).toSorted((a, b) => a.seq - b.seq)
  const before = (await tx.meta()).seq
  let seq = Math.max(before, last)
  await rebase(tx, effects, async () => {
    for (const command of missing) await tx.putCommand({ ...command, seq: command.seq > before && command.seq <= last ? command.seq : (seq += 1), undo: [] })
  })
  await tx.setMeta({ seq, ...((missing.length > 0 || before < last) && { cursor: null }) })
  return missing.length
}

/** How many commands wait, and how many were refused. */
export async function countOutbox(tx: OutboxReader): Promise<{ waiting: number; rejected: number }> {
  const states = (await tx.commands()).map(({ state }) => state)
  return { waiting: states.filter((state) => state === 'waiting').length, rejected: states.filter((state) => state === 'rejected').length }
}
