import { asAppError } from '../../../core/domain/errors.ts'
import type { CommandName, Commands } from '../../../core/sync/command.ts'
import type { SyncEngine } from '../../../core/sync/engine.ts'

/** The server's answer to a command, or null where there is no network and it waits in the outbox. Rejects with an AppError. */
export async function sendOrQueue<N extends CommandName>(engine: SyncEngine, name: N, args: Commands[N]['args']): Promise<Commands[N]['result'] | null> {
  try {
    return await engine.commitNow(name, args)
  } catch (error) {
    const { code } = asAppError(error)
    if (code === 'offline') await engine.commit(name, args)
    else if (code !== 'queued') throw error
    return null
  }
}
