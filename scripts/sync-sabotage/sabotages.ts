/** One place of the engine changed so that it breaks a rule of docs/sync.md, and what has to notice. */
export interface Sabotage {
  rule: string
  name: string
  /** The file below the top, and what is replaced in it. */
  file: string
  from: string
  to: string
  /** The simulation, or the file of tests that cite the rule. */
  by: 'simulation' | string
}

const simulation = 'simulation'
const [engine, outboxTest] = ['core/sync/engine.test.ts', 'core/sync/engine-outbox.test.ts']
const [life, care] = ['renderer/kit/sync/replica-life.test.ts', 'renderer/kit/sync/store-care.test.ts']

function breaking(file: string) {
  return (rule: string, name: string, from: string, to: string, by: string = simulation): Sabotage => ({ rule, name, file, from, to, by })
}
const inEngine = breaking('core/sync/engine.ts')
const inRun = breaking('core/sync/sync-run.ts')
const inPush = breaking('core/sync/push.ts')
const inPull = breaking('core/sync/pull.ts')
const inOutbox = breaking('core/sync/outbox.ts')
const inRebase = breaking('core/sync/rebase.ts')
const inOrder = breaking('core/sync/send-order.ts')
const inJournal = breaking('core/sync/journaled-store.ts')
const inCloud = breaking('renderer/kit/cloud/supabase-cloud.ts')
const inReplica = breaking('renderer/kit/sync/dexie-replica.ts')

/** Each has to be seen. Those of the simulation are tried on seeds; the others by the tests that cite their rule. */
export const sabotages: Sabotage[] = [
  inCloud('S1', 'sent under whoever is signed in', 'data.session?.user.id !== userId', '!data.session', 'renderer/kit/cloud/supabase-cloud.test.ts'),
  inEngine('S2', 'a command kept apart from its number', 'await append(tx, applyLocally, { id, name, args, created_at })\n    })', 'await append({ ...tx, setMeta: async () => undefined }, applyLocally, { id, name, args, created_at })\n    })'),
  inRun('S2', 'the cursor saved before its rows', 'const applied = await write((tx) => applyPage(tx, applyLocally, store.tables, { ...asked, page, now }))', 'await write((tx) => tx.setMeta({ cursor: page.cursor, epoch: page.epoch, shape: store.tables.toSorted().join(" ") }))\n    const applied = await write((tx) => applyPage(tx, applyLocally, store.tables, { ...asked, from: page.cursor, page, now }))'),
  inReplica('S3', 'commits that do not wait for the disk', "chromeTransactionDurability: 'strict'", "chromeTransactionDurability: 'relaxed'", life),
  inJournal('S3', 'acknowledged before the journal has it', 'if (isNew && !failure) await copy()', 'if (isNew && !failure) void copy()'),
  breaking('core/sync/hotel-effects.ts')('S4', 'a code in the rows', "status: 'used', used_at: happened_at, used_by: userId, device }", "status: 'used', used_at: happened_at, used_by: code, device }", life),
  inJournal('S4', 'accepted codes stay in the journal', "filter(({ state }) => state !== 'done')", 'filter(() => true)', 'core/sync/journaled-store.test.ts'),
  inRebase('S5', 'a refused effect is not taken back', 'for (const entry of (await effective(tx)).reverse()) await takeBack(tx, entry)', ''),
  inRebase('S5', 'effects taken back in the wrong order', '(await effective(tx)).reverse()', 'await effective(tx)'),
  inRebase('S5', 'effects not applied again over new rows', 'for (const entry of await effective(tx)) await tx.putCommand(await reapply(tx, effects, entry))', '', engine),
  inPull('S5', 'an accepted effect gone before the feed has told', 'if (!page.more && page.settled) for', 'for', outboxTest),
  inRebase('S6', 'an effect that can’t be shown fails the sync', 'if (error instanceof TypeError) return { ...entry, undo: [] }', '', outboxTest),
  inPull('S6', 'tables that the cursor has passed stay empty', 'return meta.shape === shapeOf(tables) ? meta.cursor : null', 'return meta.cursor', outboxTest),
  inJournal('S7', 'what was lost is not put back', 'saved && seq < saved.seq', 'saved && false'),
  inOutbox('S7', 'what was put back has new ids', 'tx.putCommand({ ...command, seq:', 'tx.putCommand({ ...command, id: `${command.id}-again`, seq:'),
  inOutbox('S7', 'numbers of what was put back given out again', 'let seq = Math.max(before, last)', 'let seq = before', 'core/sync/journaled-store.test.ts'),
  inEngine('S7', 'a lost network hides that there is no room', '(trouble ?? error)?.code', 'error?.code', 'core/sync/engine.test.ts'),
  breaking('renderer/kit/sync/store-care.ts')('S7', 'a broken store is not said', "if (asAppError(error).code === 'storage-broken')", 'if (false)', care),
  breaking('renderer/kit/sync/follow-session.ts')('S8', 'replicas kept after a sign-out', 'deleteReplicas(', 'void (', 'renderer/kit/sync/follow-session.test.ts'),
  inOrder('S9', 'the newest first', 'next ??= command', 'next = command', outboxTest),
  inOrder('S9', 'none waits for the one before it', '!about.some((subject) => behindWaiting.has(subject))', 'true'),
  inPush('S10', 'each attempt under a new id', 'command_id: entry.id }', 'command_id: `${entry.id}-${Math.random()}` }'),
  inOutbox('S13', 'repeated under a new id whatever the server has kept', 'id: changed || error?.spent ? newId : id', 'id: newId', outboxTest),
  inRun('S11', 'what was never answered leaves with a page', ".filter(({ state }) => state === 'done').map(({ id }) => id)", '.map(({ id }) => id)'),
  inPull('S11', 'an outbox emptied with the rows', 'if (page.reset) await tx.clearRows()', 'if (page.reset) {\n      await tx.clearRows()\n      for (const { id } of await tx.commands()) await tx.removeCommand(id)\n    }'),
  inEngine('S11', 'one that waits is discarded', "command.id === id && command.state === 'rejected')\n", 'command.id === id)\n', outboxTest),
  inPush('S12', 'a lost line taken for a refusal', "classify(error) === 'rejected' ?", "classify(error) !== 'signed-out' ?"),
  inPush('S12', 'a captive portal taken for an answer', "if (typeof (result as Result | null)?.kind !== 'string') throw new AppError('server-failed', { detail: 'no answer' })", ''),
  inPush('S13', 'a refused command is dropped', 'keep ? tx.putCommand({ ...entry, state: \'rejected\', error, undo: [] }) : tx.removeCommand(entry.id)', 'tx.removeCommand(entry.id)'),
  inPush('S13', 'a use refused in the answer is dropped', "keep ? tx.putCommand({ ...entry, state: 'rejected'", "keep && settled.kind !== 'refused' ? tx.putCommand({ ...entry, state: 'rejected'"),
  inOutbox('S13', 'repeated under the id of an answer that is kept', 'id: changed || error?.spent ? newId : id', 'id', outboxTest),
  inOutbox('S13', 'repeated it goes to the end', "state: 'waiting', undo: [] }\n  // It keeps", "seq: (await tx.meta()).seq + 1, state: 'waiting', undo: [] }\n  // It keeps", outboxTest),
  inOrder('S14', 'a refused use holds up the next', "new Set(['use_code', ", 'new Set([', outboxTest),
  inRun('S14', 'one that fails holds up all', 'else stuck.push({ entry, error: outcome.error, afterMs: outcome.afterMs })', 'else throw outcome.error', outboxTest),
  breaking('core/sync/pauses.ts')('S15', 'tried again for ever', 'count >= suspectAfter', 'false', outboxTest),
  breaking('core/sync/pauses.ts')('S15', 'pauses that do not grow', 'backoffMs(count, ids.random())', 'backoffMs(1, ids.random())', outboxTest),
  breaking('core/sync/pauses.ts')('S15', 'no longer pause where the server asks for one', 'Math.max(afterMs, ', 'Math.max(0, ', engine),
  breaking('core/sync/taken-back.ts')('S16', 'a use that was taken back stays refused', "if (undoing.name !== 'undo_code') return undefined", 'return undefined', 'core/sync/taken-back.test.ts'),
  inEngine('S17', 'who waits is told of a run that began before', 'isKept ? [id] : []', '[id]', engine),
  inEngine('S17', 'a refusal to who waited stays in the outbox', 'keep: !caller', 'keep: true', engine),
  inRun('S18', 'pages after the first are left', 'while (pulled.more && !stopped())', 'for (let once = true; once; once = false)', engine),
  inEngine('S18', 'a feed that was not settled is believed', 'settled ? timer.clear() : timer.unsettled()', 'timer.clear()', engine),
  inPull('S19', 'a page that was overtaken is kept', 'if (pullFrom(await tx.meta(), tables) !== from) return false', '', engine),
  inPull('S20', 'rows of another epoch stay', 'if (page.reset) await tx.clearRows()', '', engine),
  inRun('S20', 'a cursor that is not taken is asked for ever', "if (from === null || error.code !== 'invalid-argument') throw error", 'throw error', outboxTest),
  inPull('S21', 'deleted rows stay', 'if (gone.length > 0) await tx.remove(table, gone)', ''),
  breaking('core/sync/single-flight.ts')('S22', 'two syncs at once', 'if (!running) return start()', 'return start()', engine),
  inEngine('S22', 'windows sync at once', 'options.turns ? options.turns.take(attempt) : attempt()', 'attempt()', engine),
  breaking('renderer/kit/sync/sync-triggers.ts')('S22', 'a clock that jumps back is not noticed', 'Math.abs(seen - before - lookMs)', 'seen - before - lookMs', 'renderer/kit/sync/sync-triggers.test.ts'),
  inEngine('S23', 'a failure is not tried again', "if (kind === 'retry' || kind === 'rejected') timer.failed()", '', engine),
  breaking('core/sync/backoff.ts')('S23', 'pauses that do not grow', '2 ** Math.max(0, failures - 1)', '1', 'core/sync/backoff.test.ts'),
  inEngine('S24', 'no end to being offline', "if (lastSyncAt !== null && clock.now() - lastSyncAt > graceMs) throw new AppError('offline-too-long')", 'void lastSyncAt', outboxTest),
  inEngine('S25', 'the time of a clock that is wrong', 'now: () => clock.now() + aheadMs,', 'now: () => clock.now(),', outboxTest),
  inOutbox('S26', 'accepted ones counted as waiting', "waiting: states.filter((state) => state === 'waiting').length", "waiting: states.filter((state) => state !== 'rejected').length"),
  inEngine('S26', 'what another window did is not counted', 'store.subscribe(() => void recount()), ', '', engine),
]
