import type { Command } from '../../../core/sync/command.ts'
import { physicalUse } from '../../../core/sync/taken-back.ts'

/** The uses that wait for the cloud, without those that were taken back behind them, in their order. */
export function waitingUses(commands: readonly Command[]): Command<'use_code'>[] {
  const waiting = commands.filter(({ state }) => state === 'waiting')
  const undone = new Set(waiting.filter(({ name }) => name === 'undo_code').map(physicalUse))
  return waiting.filter((command): command is Command<'use_code'> => command.name === 'use_code' && !undone.has(physicalUse(command)))
}
