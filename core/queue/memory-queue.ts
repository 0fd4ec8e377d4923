import { AppError } from '../domain/errors.ts'
import type { Clock } from '../sync/ports.ts'
import { maxBatch, type QueueStore } from './queue.ts'

/** Tries of one message, of them all failed: the last one's error is kept. */
const mostAttempts = 8
const longestBody = 65_536

/** A message of a queue in memory, as a test may look at it. */
export interface MemoryMessage<M> {
  id: string
  body: M
  status: 'waiting' | 'done' | 'dead'
  attempts: number
  nextAt: number
  error: string | null
}

/** A queue in memory that behaves as the one in SQL. `messages` shows what is in it, by key. */
export function memoryQueue<M>(clock: Clock): QueueStore<M> & { messages: ReadonlyMap<string, MemoryMessage<M>> } {
  const messages = new Map<string, MemoryMessage<M>>()
  const due = (limit: number) =>
    [...messages.values()].filter(({ status, nextAt }) => status === 'waiting' && nextAt <= clock.now()).sort((a, b) => a.nextAt - b.nextAt).slice(0, limit)

  return {
    messages,
    put: async (batch) => {
      if (batch.length > maxBatch || batch.some(({ body }) => JSON.stringify(body).length > longestBody)) throw new AppError('too-large', { detail: 'messages' })
      const fresh = batch.filter(({ key }, at) => !messages.has(key) && batch.findIndex((other) => other.key === key) === at)
      for (const { key, body } of fresh) messages.set(key, { id: key, body, status: 'waiting', attempts: 0, nextAt: clock.now(), error: null })
      return fresh.length
    },
    take: async (limit, visibilityS) => {
      for (const message of due(limit)) if (message.attempts >= mostAttempts) message.status = 'dead'
      return due(limit).map((message) => {
        message.attempts += 1
        message.nextAt = clock.now() + visibilityS * 1_000
        return { id: message.id, attempt: message.attempts, message: message.body }
      })
    },
    finish: async ({ id, attempt }, outcome) => {
      const message = messages.get(id)
      if (message?.status !== 'waiting') return
      if (outcome.kind === 'done') return void (message.status = 'done')
      if (message.attempts !== attempt) return
      message.error = outcome.error
      if (outcome.kind === 'refused' || attempt >= mostAttempts) return void (message.status = 'dead')
      message.nextAt = clock.now() + Math.max(30_000 * 2 ** (attempt - 1), (outcome.retry_after_s ?? 0) * 1_000)
    },
  }
}
