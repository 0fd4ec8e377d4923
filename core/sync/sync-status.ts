import type { ErrorCode } from '../domain/errors.ts'

/**
 * What the user is told of the sync. `lastSyncAt` is epoch milliseconds of the last complete pull, `waiting` and `rejected`
 * count the outbox, `error` is why the last run ended early or why something in the outbox has to wait. `online` is what the
 * last call found out, or the system said.
 */
export interface SyncStatus {
  online: boolean
  phase: 'idle' | 'pulling' | 'pushing'
  lastSyncAt: number | null
  waiting: number
  rejected: number
  error: ErrorCode | null
}

/** The current status, with listeners that hear of each change. */
export interface StatusBoard {
  current(): SyncStatus
  update(change: Partial<SyncStatus>): void
  subscribe(listener: (status: SyncStatus) => void): () => void
}

/** A board that starts online and idle. */
export function statusBoard(): StatusBoard {
  let status: SyncStatus = { online: true, phase: 'idle', lastSyncAt: null, waiting: 0, rejected: 0, error: null }
  const listeners = new Set<(status: SyncStatus) => void>()
  return {
    current: () => status,
    update: (change) => {
      const keys = Object.keys(change) as (keyof SyncStatus)[]
      if (keys.every((key) => status[key] === change[key])) return
      status = { ...status, ...change }
      listeners.forEach((listener) => listener(status))
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
