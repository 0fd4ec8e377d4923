import { rebase } from './rebase.ts'
import type { ChangePage, LocalEffects, ReplicaMeta, ReplicaTransaction, RowTables, TableName } from './ports.ts'

/** Smaller differences between two clocks are the time that an answer takes. */
const worthMs = 2_000

const shapeOf = (tables: readonly string[]): string => tables.toSorted().join(' ')

/** From where to pull: the beginning, where the app keeps tables by now that the cursor has passed without them. */
export function pullFrom(meta: ReplicaMeta, tables: readonly string[]): string | null {
  return meta.shape === shapeOf(tables) ? meta.cursor : null
}

/** A page with what was known when it was asked for: from where, and which commands had been accepted by then. */
export interface AskedPage {
  page: ChangePage
  from: string | null
  accepted: readonly string[]
  now: number
}

/**
 * Applies a page of the feed and moves the cursor, underneath the effects of the commands. A page that was asked for from another
 * cursor than the replica has by now (another window was faster) is dropped: its rows may be older. Says whether it applied.
 */
export async function applyPage<T extends RowTables<T>>(
  tx: ReplicaTransaction<T>,
  effects: LocalEffects<T>,
  tables: readonly TableName<T>[],
  { page, from, accepted, now }: AskedPage,
): Promise<boolean> {
  if (pullFrom(await tx.meta(), tables) !== from) return false
  await rebase(tx, effects, async () => {
    if (page.reset) await tx.clearRows()
    for (const table of tables) await applyChanges(tx, table, page.changes.filter((change) => change.table === table))
    // The feed has shown all that was committed before it was asked: these effects stand in the rows by now.
    if (!page.more && page.settled) for (const id of accepted) await tx.removeCommand(id)
  })
  const aheadMs = Date.parse(page.server_time) - now
  const stand = { cursor: page.cursor, epoch: page.epoch, shape: shapeOf(tables), aheadMs: Math.abs(aheadMs) < worthMs ? 0 : aheadMs }
  await tx.setMeta(page.more ? stand : { ...stand, lastSyncAt: now })
  return true
}

/** The last change of a row wins, as the feed is in order. */
async function applyChanges<T extends RowTables<T>, K extends TableName<T>>(
  tx: ReplicaTransaction<T>,
  table: K,
  changes: ChangePage['changes'],
): Promise<void> {
  const last = new Map(changes.map((change) => [change.id, change.row]))
  const rows = [...last.values()].filter((row) => row !== null)
  const gone = [...last].filter(([, row]) => row === null).map(([id]) => id)
  if (rows.length > 0) await tx.put(table, rows as T[K][])
  if (gone.length > 0) await tx.remove(table, gone)
}
