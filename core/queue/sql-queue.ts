import type { QueueStore } from './queue.ts'
import type { Rpc } from './rpc.ts'

interface TakenRow<M> {
  id: string
  attempt: number
  body: M
}

/** A queue of the database by its name (`[a-z0-9-/]`, at most 60): docs/database.md, "Queues". */
export function sqlQueue<M>(rpc: Rpc, queue: string): QueueStore<M> {
  return {
    put: async (batch) => ((await rpc('send_messages', { queue, messages: batch })) as { count: number }).count,
    take: async (limit, visibilityS) => {
      const { messages } = (await rpc('take_messages', { queue, max_rows: limit, visibility_s: visibilityS })) as { messages: TakenRow<M>[] }
      return messages.map(({ id, attempt, body }) => ({ id, attempt, message: body }))
    },
    finish: async ({ id, attempt }, outcome) => {
      await rpc('finish_message', { message: id, attempt, outcome })
    },
  }
}
