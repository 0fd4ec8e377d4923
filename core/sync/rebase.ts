import type { CommandName, Commands } from './command.ts'
import type { BeforeImage, LocalEffects, OutboxEntry, ReplicaTransaction, RowAccess, RowTables, TableName } from './ports.ts'

/*
 * Invariant: the rows are what the server has told so far, plus the effects of the commands that wait or were accepted since,
 * in the order of their seq. Whatever changes below them is done by taking their effects back, changing, and applying them anew.
 */

/** Runs a change underneath the effects of the commands. */
export async function rebase<T extends RowTables<T>>(
  tx: ReplicaTransaction<T>,
  effects: LocalEffects<T>,
  change: () => Promise<void>,
): Promise<void> {
  for (const entry of (await effective(tx)).reverse()) await takeBack(tx, entry)
  await change()
  for (const entry of await effective(tx)) await tx.putCommand(await reapply(tx, effects, entry))
}

/** A command of an older app may be one whose effect can't be shown any more; it is sent all the same. */
async function reapply<T extends RowTables<T>>(tx: ReplicaTransaction<T>, effects: LocalEffects<T>, entry: OutboxEntry): Promise<OutboxEntry> {
  try {
    return await applyEffect(tx, effects, entry)
  } catch (error) {
    if (error instanceof TypeError) return { ...entry, undo: [] }
    throw error
  }
}

async function effective<T extends RowTables<T>>(tx: ReplicaTransaction<T>): Promise<OutboxEntry[]> {
  return (await tx.commands()).filter(({ state }) => state !== 'rejected')
}

/** Applies a command's local effect and gives the command with what takes it back. One of an unknown name changes nothing here. */
export async function applyEffect<T extends RowTables<T>>(
  tx: ReplicaTransaction<T>,
  effects: LocalEffects<T>,
  entry: OutboxEntry,
): Promise<OutboxEntry> {
  const undo: BeforeImage[] = []
  const effect = effects[entry.name] as ((args: Commands[CommandName]['args'], rows: RowAccess<T>, command: OutboxEntry) => Promise<void>) | undefined
  await effect?.(entry.args, recording(tx, undo), entry)
  return { ...entry, undo }
}

async function takeBack<T extends RowTables<T>>(tx: ReplicaTransaction<T>, entry: OutboxEntry): Promise<void> {
  for (const { table, id, row } of entry.undo) {
    const name = table as TableName<T>
    await (row ? tx.put(name, [row as T[typeof name]]) : tx.remove(name, [id]))
  }
}

/** Row access that notes each row as it was before the first write to it. */
function recording<T extends RowTables<T>>(tx: ReplicaTransaction<T>, undo: BeforeImage[]): RowAccess<T> {
  const note = async (table: TableName<T>, ids: string[]) => {
    for (const id of ids) {
      if (undo.some((image) => image.table === table && image.id === id)) continue
      undo.push({ table, id, row: (await tx.get(table, id)) ?? null })
    }
  }
  return {
    get: (table, id) => tx.get(table, id),
    find: (table, field, value) => tx.find(table, field, value),
    put: async (table, rows) => {
      await note(table, rows.map((row) => row.id))
      await tx.put(table, rows)
    },
    remove: async (table, ids) => {
      await note(table, ids)
      await tx.remove(table, ids)
    },
  }
}
