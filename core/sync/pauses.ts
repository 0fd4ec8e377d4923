import type { AppError } from '../domain/errors.ts'
import { backoffMs } from './backoff.ts'
import type { Command } from './command.ts'
import type { Clock, Ids } from './ports.ts'

/** So often may one command fail on a server that otherwise answers, before it is set aside as refused. */
const suspectAfter = 5

/** Commands that failed alone, while the server answered the rest: each waits out a pause of its own and holds up nobody else. */
export interface Pauses {
  /** Notes a failure and pauses the command, for so many milliseconds at the least. Says whether it has failed too often. */
  failed(command: Pick<Command, 'id' | 'name'>, error: AppError, afterMs: number): boolean
  isPaused(command: Pick<Command, 'id' | 'name'>): boolean
  /** Forgets a command that was answered. */
  forget(id: string): void
  /** Why something is paused, or null. */
  readonly error: AppError | null
  stop(): void
}

/**
 * Makes the pauses; `wake` is called when one ends. They end by timers and not by the time of day, so that a clock that jumps
 * changes nothing. A server that limits how often something is done means every command of that name.
 */
export function commandPauses(clock: Clock, ids: Ids, wake: () => void): Pauses {
  const strikes = new Map<string, number>()
  const paused = new Map<string, { error: AppError; cancel: () => void }>()
  const laneOf = ({ id, name }: Pick<Command, 'id' | 'name'>, error: AppError) => (error.code === 'rate-limited' ? name : id)

  function pause(key: string, error: AppError, ms: number): void {
    paused.get(key)?.cancel()
    const cancel = clock.after(ms, () => {
      paused.delete(key)
      wake()
    })
    paused.set(key, { error, cancel })
  }

  return {
    failed: (command, error, afterMs) => {
      const count = (strikes.get(command.id) ?? 0) + 1
      strikes.set(command.id, count)
      if (error.code === 'server-failed' && count >= suspectAfter) return true
      pause(laneOf(command, error), error, Math.max(afterMs, backoffMs(count, ids.random())))
      return false
    },
    isPaused: ({ id, name }) => paused.has(id) || paused.has(name),
    forget: (id) => {
      strikes.delete(id)
      paused.get(id)?.cancel()
      paused.delete(id)
    },
    get error() {
      return [...paused.values()][0]?.error ?? null
    },
    stop: () => {
      paused.forEach(({ cancel }) => cancel())
      paused.clear()
    },
  }
}
