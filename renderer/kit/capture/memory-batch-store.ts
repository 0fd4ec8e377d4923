import type { Batch, BatchStore } from './batch-queue.ts'

/** A batch store in memory, for tests. */
export function memoryBatchStore(): BatchStore & { readonly batches: Map<string, Batch> } {
  const batches = new Map<string, Batch>()
  return {
    batches,
    add: (batch) => void batches.set(batch.id, structuredClone(batch)),
    remove: (id) => void batches.delete(id),
    load: () => structuredClone([...batches.values()]),
  }
}
