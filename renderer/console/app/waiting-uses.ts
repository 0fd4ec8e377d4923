import { normaliseCode } from '../../../core/domain/code.ts'
import type { Command } from '../../../core/sync/command.ts'

/** The uses that wait for the cloud, without those that were taken back behind them, in their order. */
export function waitingUses(commands: readonly Command[]): Command<'use_code'>[] {
  const waiting = commands.filter(({ state }) => state === 'waiting')
  const undone = new Set(waiting.filter(({ name }) => name === 'undo_code').map(useOf))
  return waiting.filter((command): command is Command<'use_code'> => command.name === 'use_code' && !undone.has(useOf(command)))
}

/** A physical use on this device: its code and its instant. */
function useOf({ args }: Command): string {
  return 'code' in args && 'happened_at' in args ? `${normaliseCode(args.code)} ${args.happened_at}` : ''
}
