import type { SyncStatus } from '../../../core/sync/sync-status.ts'

/** How the sync looks at a glance: its word beneath `sync`, its icon and colour. What went wrong comes before what is under way. */
export interface SyncFace {
  key: 'broken' | 'full' | 'refused' | 'offline' | 'failing' | 'syncing' | 'waiting' | 'online'
  icon: string
  color: 'success' | 'warning' | 'error' | 'neutral'
}

const faces: Record<SyncFace['key'], Omit<SyncFace, 'key'>> = {
  broken: { icon: 'i-lucide-hard-drive', color: 'error' },
  full: { icon: 'i-lucide-hard-drive', color: 'error' },
  refused: { icon: 'i-lucide-octagon-alert', color: 'error' },
  offline: { icon: 'i-lucide-cloud-off', color: 'warning' },
  failing: { icon: 'i-lucide-cloud-alert', color: 'error' },
  syncing: { icon: 'i-lucide-refresh-cw', color: 'neutral' },
  waiting: { icon: 'i-lucide-cloud-upload', color: 'warning' },
  online: { icon: 'i-lucide-cloud-check', color: 'success' },
}

/** The face of a sync status. */
export function syncFace(status: SyncStatus): SyncFace {
  const key = keyOf(status)
  return { key, ...faces[key] }
}

/** What a status says in words: the page and the tray say the same. */
export function syncText(status: SyncStatus, t: (key: string, named: { count: number }) => string): string {
  const { waiting, rejected } = status
  const { key } = syncFace(status)
  const word = t(`sync.${key}`, { count: key === 'refused' ? rejected : waiting })
  return key === 'offline' && waiting > 0 ? `${word} · ${t('sync.waiting', { count: waiting })}` : word
}

function keyOf({ rejected, online, error, waiting, phase, lastSyncAt }: SyncStatus): SyncFace['key'] {
  if (error === 'storage-broken') return 'broken'
  if (error === 'storage-full') return 'full'
  if (rejected > 0) return 'refused'
  if (!online) return 'offline'
  // The network is back, and the next run has not yet told how it goes.
  if (error === 'offline') return 'syncing'
  if (error !== null) return 'failing'
  if (waiting > 0) return phase === 'idle' ? 'waiting' : 'syncing'
  // Pulls that bring nothing new come and go within a moment; only the first one is worth a word.
  return lastSyncAt === null ? 'syncing' : 'online'
}
