import type { CommandName, Commands } from './command.ts'
import type { LocalEffects, OutboxEntry, ReplicaTransaction, RowTables } from './ports.ts'
import { applyEffect } from './rebase.ts'

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

/** Queues a refused command again. The old id is spent, since the server remembers its answer. */
export async function requeue<T extends RowTables<T>>(
  tx: ReplicaTransaction<T>,
  effects: LocalEffects<T>,
  id: string,
  newId: string,
): Promise<void> {
  const entry = (await tx.commands()).find((command) => command.id === id && command.state === 'rejected')
  if (!entry) return
  await tx.removeCommand(id)
  await append(tx, effects, { id: newId, name: entry.name, args: entry.args, created_at: entry.created_at })
}

/** How many commands wait, and how many were refused. */
export async function countOutbox<T extends RowTables<T>>(tx: ReplicaTransaction<T>): Promise<{ waiting: number; rejected: number }> {
  const entries = await tx.commands()
  const rejected = entries.filter((entry) => entry.state === 'rejected').length
  return { waiting: entries.length - rejected, rejected }
}
