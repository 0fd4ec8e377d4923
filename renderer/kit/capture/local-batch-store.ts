import type { InteractionEvent } from '../../../core/sync/cloud-functions.ts'
import type { Batch, BatchStore } from './batch-queue.ts'

const prefix = 'hotel-coupons-views.'

/**
 * Batches in the browser's local storage: of all places that outlast a page it costs one that scrolls the least, since it is written
 * in the page's own turn, and the browser's process has it when the call returns. What is added has a name of its own,
 * `<prefix><id>.<openedAt>.<how many there are>`, so that a batch that grows is not written again.
 */
export function localBatchStore(storage: () => Storage = () => localStorage): BatchStore {
  const names = (start: string) => Object.keys(storage()).filter((name) => name.startsWith(start))
  return {
    add: ({ id, openedAt, events }, added) => storage().setItem(`${prefix}${id}.${openedAt}.${events.length}`, JSON.stringify(added)),
    remove: (id) => names(`${prefix}${id}.`).forEach((name) => storage().removeItem(name)),
    load: () => {
      const batches = new Map<string, Batch>()
      for (const name of names(prefix)) {
        const [id = '', openedAt] = name.slice(prefix.length).split('.')
        const batch = batches.get(id) ?? { id, openedAt: Number(openedAt), events: [] }
        batch.events.push(...read(storage().getItem(name)))
        if (batch.events.length > 0) batches.set(id, batch)
      }
      return [...batches.values()]
    },
  }
}

/** What another version of the app wrote, or half of it, is nothing. */
function read(text: string | null): InteractionEvent[] {
  try {
    const events: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(events) ? (events as InteractionEvent[]) : []
  } catch {
    return []
  }
}
