import { effectScope, type ShallowRef, watch } from 'vue'
import { useSession } from '../session/use-session.ts'
import { deleteReplicas } from './dexie-replica.ts'
import { replicaPrefix } from './open-sync.ts'
import { deleteJournals } from './opfs-journal.ts'

/**
 * Keeps one sync open for as long as its key stands, and opens anew when the key changes; null means none. An explicit
 * sign-out deletes all replicas of the user; a session that ends by itself keeps them, since the outbox may hold more than
 * the server knows.
 */
export function followSession<H extends { close(): void }>(current: ShallowRef<H | null>, key: () => string | null, open: () => H): () => void {
  const close = () => {
    current.value?.close()
    current.value = null
  }
  const offSignOut = useSession().onSignOut(async (userId) => {
    close()
    await Promise.all([deleteReplicas(replicaPrefix(userId)), deleteJournals(replicaPrefix(userId))])
  })
  const scope = effectScope(true)
  scope.run(() => watch(key, (found) => {
    close()
    if (found !== null) current.value = open()
  }, { immediate: true, flush: 'sync' }))
  return () => {
    offSignOut()
    scope.stop()
    close()
  }
}
