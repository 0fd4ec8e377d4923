import type { Batch, BatchStore } from './batch-queue.ts'

/** Batches in IndexedDB, without a library: the guest's first page loads none. */
export function idbBatchStore(name = 'hotel-coupons-capture'): BatchStore {
  let opened: Promise<IDBDatabase> | null = null
  const database = () => (opened ??= open(name))

  async function run<R>(mode: IDBTransactionMode, work: (batches: IDBObjectStore) => IDBRequest<R>): Promise<R> {
    const transaction = (await database()).transaction('batches', mode)
    const request = work(transaction.objectStore('batches'))
    return new Promise((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve(request.result))
      transaction.addEventListener('abort', () => reject(transaction.error))
    })
  }

  return {
    save: async (batch) => void (await run('readwrite', (batches) => batches.put(batch))),
    remove: async (id) => run('readwrite', (batches) => batches.delete(id)),
    load: () => run<Batch[]>('readonly', (batches) => batches.getAll()),
  }
}

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore('batches', { keyPath: 'id' }))
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}
