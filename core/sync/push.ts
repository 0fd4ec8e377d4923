import { AppError, asAppError, classify } from '../domain/errors.ts'
import type { CommandName, Commands } from './command.ts'
import { pauseIn, refusalIn } from './outcome.ts'
import type { Cloud, LocalEffects, OutboxEntry, ReplicaTransaction, RowTables } from './ports.ts'
import { rebase } from './rebase.ts'
import { refusedUseOf } from './taken-back.ts'

type Result = Commands[CommandName]['result']
/** Why a command was refused, as the outbox keeps it. */
type Refusal = NonNullable<OutboxEntry['error']>

/** The server's word on a command. */
export type Settled =
  | { kind: 'accepted'; result: Result }
  | { kind: 'refused'; result: Result; refusal: Refusal }
  | { kind: 'rejected'; error: AppError }

/** What became of a sent command. A failed one waits on, `afterMs` at the least. */
export type Outcome = Settled | { kind: 'failed'; error: AppError; afterMs: number }

/** Sends a command under its id, so that a repetition counts once. */
export async function send(cloud: Cloud, entry: OutboxEntry): Promise<Outcome> {
  try {
    const result = await cloud.call(entry.name, { ...entry.args, command_id: entry.id } as never)
    // Something between may answer with nothing at all, and that is no word on the command.
    if (typeof (result as Result | null)?.kind !== 'string') throw new AppError('server-failed', { detail: 'no answer' })
    const afterMs = pauseIn(result)
    if (afterMs !== null) return { kind: 'failed', error: new AppError('rate-limited', { detail: result.kind }), afterMs }
    const refusal = refusalIn(entry.name, result)
    return refusal ? { kind: 'refused', result, refusal } : { kind: 'accepted', result }
  } catch (caught) {
    const error = asAppError(caught)
    return classify(error) === 'rejected' ? { kind: 'rejected', error } : { kind: 'failed', error, afterMs: 0 }
  }
}

/**
 * Notes the server's word on a command. An accepted one's effect stays until the feed has brought the server's rows; any other's
 * is taken back, and with `keep` the command stays, with why, until its user has seen to it. What takes a refused use back leaves with it.
 */
export async function settle<T extends RowTables<T>>(
  tx: ReplicaTransaction<T>,
  effects: LocalEffects<T>,
  entry: OutboxEntry,
  { settled, keep }: { settled: Settled; keep: boolean },
): Promise<void> {
  const outbox = await tx.commands()
  const known = outbox.find(({ id, state }) => id === entry.id && state === 'waiting')
  if (!known) return
  const refusedUse = refusedUseOf(known, outbox)
  if (refusedUse) {
    return rebase(tx, effects, async () => {
      await tx.removeCommand(refusedUse.id)
      await tx.removeCommand(known.id)
    })
  }
  if (settled.kind === 'accepted') return tx.putCommand({ ...known, state: 'done' })
  const error: Refusal = settled.kind === 'refused' ? { ...settled.refusal, spent: true } : refusalOf(settled.error)
  await rebase(tx, effects, () =>
    keep ? tx.putCommand({ ...entry, state: 'rejected', error, undo: [] }) : tx.removeCommand(entry.id),
  )
}

function refusalOf({ code, detail }: AppError): Refusal {
  return detail === undefined ? { code } : { code, detail }
}
