import { AppError } from '../domain/errors.ts'
import type { Clock } from '../sync/ports.ts'
import { poll, type PollOptions, type Polled } from './poll.ts'

/**
 * A queue that survives its readers.   waiting → in hand → gone      (done, or refused for good)
 *                                        ↑_________|                (failed, or its reader died: after a pause)
 * Whoever takes a message has it to himself until its visibility ends; only then, or when he says that it failed, somebody else
 * gets it. So a message is handled at least once, and a handler that can tell messages apart by `id` makes that once.
 */

/** How handling a message went. `failed` comes back later, `refused` never. `error` is kept, cut at 500 characters. */
export type Outcome = { kind: 'done' } | { kind: 'failed'; error: string; retry_after_s?: number } | { kind: 'refused'; error: string }

/** A message in hand: the how-manieth try it is, from 1. */
export interface Taken<M> {
  id: string
  attempt: number
  message: M
}

/** What can be polled: a port. Every failure of it is an AppError. */
export interface Source<M, O = Outcome> {
  /** At most so many messages that are due; nobody else sees them for so many seconds. */
  take(limit: number, visibilityS: number): Promise<Taken<M>[]>
  /** Says how a try went. A try that another reader has taken over since is not failed by it. */
  finish(taken: Taken<M>, outcome: O | Outcome): Promise<void>
}

/** A message to be queued. The same key is queued once, also after it was handled, for a month. */
export interface Envelope<M> {
  key: string
  body: M
}

/** A whole queue: a port, with `memoryQueue` as its fake and `sqlQueue` as the real one. */
export interface QueueStore<M> extends Source<M> {
  /** Keeps all of them or none, and says how many were new. At most `maxBatch`, each at most 64 KB as JSON. */
  put(batch: readonly Envelope<M>[]): Promise<number>
}

/** As many messages as one call may carry. */
export const maxBatch = 500

/** What handles a message. True: it is done and goes. False, or a rejection: it is kept for later, the latter with its reason. An outcome says more. */
export type Handler<M> = (message: M, taken: Taken<M>) => Promise<boolean | Outcome>

/** Sending and polling. */
export interface Queue<M> {
  /** Queues a batch; sent again with the same keys it counts once. Answers how many were new. Errors: too-large, invalid-argument, and those of the server. */
  send(batch: readonly Envelope<M>[]): Promise<number>
  /** Takes what is due and hands it over, once around. Errors: invalid-argument, and those of the server. */
  poll(handler: Handler<M>, options?: Partial<PollOptions>): Promise<Polled>
}

/** Makes a queue over a store. */
export function createQueue<M>(store: QueueStore<M>, clock: Clock): Queue<M> {
  return {
    send: async (batch) => {
      if (batch.length > maxBatch) throw new AppError('too-large', { detail: 'batch' })
      if (batch.some(({ key }) => key === '' || key.length > 200)) throw new AppError('invalid-argument', { detail: 'key' })
      return batch.length === 0 ? 0 : store.put(batch)
    },
    poll: (handler, options) => poll(store, async (taken) => outcomeOf(await handler(taken.message, taken), 'kept by its handler'), clock, options),
  }
}

/** What a handler's answer means: an outcome itself, or done, or kept for this reason. */
export function outcomeOf(answer: boolean | Outcome, reason: string): Outcome {
  if (typeof answer !== 'boolean') return answer
  return answer ? { kind: 'done' } : { kind: 'failed', error: reason }
}
