import { expect, it } from 'vitest'
import type { SyncStatus } from '../../../core/sync/sync-status.ts'
import { syncFace, type SyncFace } from './sync-face.ts'

const calm: SyncStatus = { online: true, phase: 'idle', lastSyncAt: 1, waiting: 0, rejected: 0, error: null }

it.each<[Partial<SyncStatus>, SyncFace['key']]>([
  [{}, 'online'],
  [{ phase: 'pulling' }, 'online'],
  [{ lastSyncAt: null }, 'syncing'],
  [{ waiting: 2, phase: 'pushing' }, 'syncing'],
  [{ waiting: 2 }, 'waiting'],
  [{ online: false, waiting: 2 }, 'offline'],
  [{ error: 'server-failed' }, 'failing'],
  [{ error: 'offline', waiting: 1 }, 'syncing'],
  [{ online: false, error: 'offline', rejected: 1 }, 'refused'],
  [{ error: 'storage-broken', rejected: 1 }, 'broken'],
  [{ error: 'storage-full', waiting: 1 }, 'full'],
])('%o looks %s', (change, key) => {
  expect(syncFace({ ...calm, ...change }).key).toBe(key)
})
