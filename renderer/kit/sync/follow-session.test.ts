import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { createPinia, setActivePinia } from 'pinia'
import { nextTick, ref, shallowRef } from 'vue'
import { beforeEach, expect, it } from 'vitest'
import type { LibraryTables } from '../../../core/sync/replica-store.contract.ts'
import type { CloudClient } from '../cloud/client.ts'
import { useSession } from '../session/use-session.ts'
import { dexieReplica } from './dexie-replica.ts'
import { followSession } from './follow-session.ts'
import { replicaPrefix } from './open-sync.ts'

beforeEach(() => setActivePinia(createPinia()))

/** A client that knows no session and can end one. */
const client = {
  auth: { onAuthStateChange: () => undefined, signOut: async () => ({ error: null }) },
} as unknown as CloudClient

/** Follows the session with syncs that only open their replica. */
function following() {
  const session = useSession()
  session.connect(client)
  const hotel = ref('a')
  const current = shallowRef<{ name: string; close(): void } | null>(null)
  const closed: string[] = []
  const open = () => {
    const name = `${replicaPrefix(session.user?.id ?? '')}${hotel.value}`
    const store = dexieReplica<LibraryTables>(name, { books: [], readers: [] })
    void store.transaction((tx) => tx.setMeta({ seq: 1 })).catch(() => undefined)
    return { name, close: () => (closed.push(name), void store.close()) }
  }
  const end = followSession(current, () => (session.user ? `${session.user.id}:${hotel.value}` : null), open)
  return { session, hotel, current, closed, end }
}

it('opens with the session, anew for another hotel, and closes with it', async () => {
  const { session, hotel, current, closed, end } = following()
  expect(current.value).toBeNull()
  session.user = { id: 'me', email: 'me@example.com' }
  expect(current.value?.name).toBe('hotel-coupons:me:a')
  hotel.value = 'b'
  expect([current.value?.name, closed]).toEqual(['hotel-coupons:me:b', ['hotel-coupons:me:a']])
  session.user = null
  expect([current.value, closed.length]).toEqual([null, 2])
  end()
})

it('S8: keeps the replicas when the session ends by itself, and deletes them when the user signs out', async () => {
  const { session, current, end } = following()
  const databases = async () => (await Dexie.getDatabaseNames()).filter((name) => name.startsWith(replicaPrefix('leaver')))
  const other = dexieReplica<LibraryTables>('hotel-coupons:leaver:other', { books: [], readers: [] })
  await other.transaction((tx) => tx.setMeta({ seq: 1 }))
  await other.close()

  session.user = { id: 'leaver', email: 'l@example.com' }
  session.user = null
  await nextTick()
  expect(await databases()).toContain('hotel-coupons:leaver:other')

  session.user = { id: 'leaver', email: 'l@example.com' }
  await session.signOut()
  expect([await databases(), current.value, session.user]).toEqual([[], null, null])
  end()
})
