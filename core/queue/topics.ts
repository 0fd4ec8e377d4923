import { AppError } from '../domain/errors.ts'
import type { Clock } from '../sync/ports.ts'
import { poll, type PollOptions, type Polled } from './poll.ts'
import { createQueue, type Outcome, outcomeOf, type QueueStore } from './queue.ts'

/** A message as it waits behind a channel: what it is about, and what it says. */
export type Published<T> = { [K in keyof T & string]: { topic: K; message: T[K] } }[keyof T & string]

/** Topics with several channels behind each. `T`: topic → what its messages say. */
export interface Topics<T, C extends string> {
  /** Puts a message behind every channel of its topic; published again with the same id it counts once on each. Answers on how many channels it was new. Errors: not-found (topic), and those of the queues. */
  publish<K extends keyof T & string>(topic: K, message: T[K], id: string): Promise<number>
  /** Sends what waits behind one channel, once around. A channel that fails keeps what is its own, and holds up no other. */
  deliver(channel: C, send: (published: Published<T>) => Promise<boolean | Outcome>, options?: Partial<PollOptions>): Promise<Polled>
}

/** Makes topics: `routes` names the channels of each, `queueOf` gives the queue behind a channel. */
export function createTopics<T, C extends string>(
  routes: Record<keyof T & string, readonly C[]>, queueOf: (channel: C) => QueueStore<Published<T>>, clock: Clock,
): Topics<T, C> {
  return {
    publish: async (topic, message, id) => {
      if (!Object.hasOwn(routes, topic)) throw new AppError('not-found', { detail: 'topic' })
      const envelope = { key: `${topic}/${id}`, body: { topic, message } as unknown as Published<T> }
      const counts = await Promise.all(routes[topic].map((channel) => createQueue(queueOf(channel), clock).send([envelope])))
      return counts.reduce((sum, count) => sum + count, 0)
    },
    deliver: (channel, send, options) => poll(queueOf(channel), async ({ message }) => outcomeOf(await send(message), 'kept by its channel'), clock, options),
  }
}
