import type { Batch, BatchStore } from './batch-queue.ts'

/** A batch store in memory, for tests. */
export function memoryBatchStore(): BatchStore & { readonly batches: Map<string, Batch> } {
  const batches = new Map<string, Batch>()
  return {
    batches,
    save: async (batch) => void batches.set(batch.id, structuredClone(batch)),
    remove: async (id) => void batches.delete(id),
    load: async () => structuredClone([...batches.values()]),
  }
}
