import type { Batch, BatchStore } from './batch-queue.ts'

const prefix = 'hotel-coupons-views.'

/**
 * Batches in the browser's local storage: of all places that outlast a page it costs one that scrolls the least, since it is written
 * in the page's own turn, and the browser's process has it when the call returns.
 */
export function localBatchStore(storage: () => Storage = () => localStorage): BatchStore {
  return {
    save: (batch) => storage().setItem(prefix + batch.id, JSON.stringify(batch)),
    remove: (id) => storage().removeItem(prefix + id),
    load: () => Object.keys(storage()).filter((key) => key.startsWith(prefix)).flatMap((key) => read(storage().getItem(key))),
  }
}

/** What another version of the app wrote, or half of it, is nothing. */
function read(text: string | null): Batch[] {
  try {
    const batch = JSON.parse(text ?? 'null') as Partial<Batch> | null
    return batch && typeof batch.openedAt === 'number' && Array.isArray(batch.events) ? [batch as Batch] : []
  } catch {
    return []
  }
}
