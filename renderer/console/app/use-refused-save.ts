import { computed, type ComputedRef } from 'vue'
import type { Command } from '../../../core/sync/command.ts'
import { useWorkspace } from './workspace.ts'

/** The refused save of a coupon, if there is one: the editor shows it to be corrected, and saving sends it again. */
export function useRefusedSave(id: string): ComputedRef<Command<'save_coupon'> | undefined> {
  const { commands } = useWorkspace()
  const isIts = (command: Command): command is Command<'save_coupon'> =>
    command.name === 'save_coupon' && command.state === 'rejected' && (command as Command<'save_coupon'>).args.coupon.id === id
  return computed(() => commands.value.find(isIts))
}
