import { AppError } from '../domain/errors.ts'
import type { Clock } from '../sync/ports.ts'
import type { Outcome, Source, Taken } from './queue.ts'

/** How to poll. */
export interface PollOptions {
  /** At most so many messages a round. */
  limit: number
  /** At most so many at the same time. */
  concurrency: number
  /** A message that took longer counts as failed; what its handler does then is not waited for. */
  withinMs: number
  /** How long messages are hidden from other readers. It must suffice for the whole round, or others would handle them as well. */
  visibilityS: number
}

const usual: PollOptions = { limit: 50, concurrency: 10, withinMs: 10_000, visibilityS: 60 }

/** What a round came to: so many were taken, of them so many handled, and so many kept for later (or refused). */
export interface Polled {
  taken: number
  done: number
  kept: number
}

/** One round: takes what is due, handles it, and says of each how it went. Rejects with invalid-argument where a round could outlast its visibility. */
export async function poll<M, O extends { kind: string } = Outcome>(
  source: Source<M, O>, handle: (taken: Taken<M>) => Promise<O | Outcome>, clock: Clock, options: Partial<PollOptions> = {},
): Promise<Polled> {
  const { limit, concurrency, withinMs, visibilityS } = { ...usual, ...options }
  if (!(Math.ceil(limit / concurrency) * withinMs < visibilityS * 1_000)) throw new AppError('invalid-argument', { detail: 'visibilityS' })
  const waiting = await source.take(limit, visibilityS)
  const polled: Polled = { taken: waiting.length, done: 0, kept: 0 }

  const work = async (): Promise<void> => {
    for (let taken = waiting.shift(); taken; taken = waiting.shift()) {
      const outcome = await within(handle(taken), withinMs, clock).catch(failed)
      await finish(source, taken, outcome)
      polled[outcome.kind === 'done' ? 'done' : 'kept'] += 1
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  return polled
}

/** What was done and could not be told is done again: so it is told three times over. */
async function finish<M, O>(source: Source<M, O>, taken: Taken<M>, outcome: O | Outcome): Promise<void> {
  for (let left = 2; ; left -= 1) {
    try {
      return await source.finish(taken, outcome)
    } catch (error) {
      if (left === 0) throw error
    }
  }
}

function failed(error: unknown): Outcome {
  return { kind: 'failed', error: (error instanceof Error ? error.message : String(error)).slice(0, 500) }
}

function within<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(new Error(`took longer than ${ms} ms`)))
    work.then(resolve, reject).finally(cancel)
  })
}
