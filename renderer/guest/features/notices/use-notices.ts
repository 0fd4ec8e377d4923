import { computed } from 'vue'
import type { GuestNotification } from '../../../../core/domain/rows.ts'
import { useGuestSync } from '../../../kit/sync/use-guest-sync.ts'
import { useReplicaRows } from '../../../kit/sync/use-replica-rows.ts'

/** The inbox of the signed-in guest, newest first, live from the replica. */
export function useNotices() {
  const sync = useGuestSync()
  const { rows, phase, error } = useReplicaRows(() => sync.value?.status, () => sync.value?.tables.notifications.orderBy('created_at').reverse().toArray())
  const unread = computed(() => rows.value.filter(({ read_at }) => read_at === null))

  /** Marks notices as read; those that are already cost nothing. */
  async function markRead(notices: GuestNotification[]): Promise<void> {
    const ids = notices.filter(({ read_at }) => read_at === null).map(({ id }) => id)
    if (ids.length > 0) await sync.value?.engine.commit('mark_notifications_read', { ids })
  }

  return { notices: rows, unread, phase, error, markRead }
}
