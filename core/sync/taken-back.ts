import { normaliseCode } from '../domain/code.ts'
import type { Command } from './command.ts'

/** The physical use that a command tells of or takes back, by its code and its instant; null for one about anything else. */
export function physicalUse({ name, args }: Command): string | null {
  if (name !== 'use_code' && name !== 'undo_code') return null
  return 'code' in args && 'happened_at' in args ? `${normaliseCode(args.code) ?? args.code} ${args.happened_at}` : null
}

/** Whether the server has judged a use and refused it: it was told, its word is final, and nothing needs to wait for it. */
export function isJudgedUse({ name, state, error }: Command): boolean {
  return name === 'use_code' && state === 'rejected' && error?.spent === true
}

/**
 * The refused use that an undoing takes back. Neither counts any more, whatever the server says of the undoing: its user has seen
 * to both, so they leave the outbox together.
 */
export function refusedUseOf<C extends Command>(undoing: Command, outbox: readonly C[]): C | undefined {
  if (undoing.name !== 'undo_code') return undefined
  return outbox.find((command) => isJudgedUse(command) && physicalUse(command) === physicalUse(undoing))
}
