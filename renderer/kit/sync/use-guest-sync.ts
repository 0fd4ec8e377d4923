import { liveQuery } from 'dexie'
import { shallowReadonly, shallowRef, type ShallowRef } from 'vue'
import type { GuestTables } from '../../../core/domain/rows.ts'
import { guestEffects } from '../../../core/sync/guest-effects.ts'
import type { CloudClient } from '../cloud/client.ts'
import { useSession } from '../session/use-session.ts'
import type { ReplicaTables } from './dexie-replica.ts'
import { followSession } from './follow-session.ts'
import { openSync, type SyncHandle } from './open-sync.ts'

export type GuestSync = SyncHandle<GuestTables>

/** A guest who follows more hotels hears of the rest on focus: each channel costs the server a check. */
const offersLimit = 30

const current = shallowRef<GuestSync | null>(null)

/** The signed-in guest's sync; null while nobody is signed in. */
export function useGuestSync(): Readonly<ShallowRef<GuestSync | null>> {
  return shallowReadonly(current)
}

/** Keeps the wallet of whoever is signed in in sync. To be called once, when the app has its client. */
export function provideGuestSync(client: CloudClient): () => void {
  const session = useSession()
  return followSession(current, () => session.user?.id ?? null, () => openGuestSync(client, session.user?.id ?? ''))
}

function openGuestSync(client: CloudClient, userId: string): GuestSync {
  return openSync<GuestTables>(client, {
    userId,
    hotel: null,
    indexes: {
      profiles: [],
      redemptions: ['status', 'coupon_id', 'hotel_id', 'redeemed_at'],
      follows: ['hotel_id'],
      notifications: ['created_at'],
      delivery_channels: ['channel'],
    },
    effects: guestEffects,
    followTopics: (tables, watch) => {
      const subscription = liveQuery(() => offersOf(tables)).subscribe({
        next: (offers) => watch([`guest:${userId}`, ...offers]),
        error: () => watch([`guest:${userId}`]),
      })
      return () => subscription.unsubscribe()
    },
  })
}

async function offersOf(tables: ReplicaTables<GuestTables>): Promise<string[]> {
  const follows = await tables.follows.toArray()
  const heard = follows.filter((follow) => follow.ended_at === null && !follow.muted)
  const latest = heard.sort((a, b) => b.since.localeCompare(a.since)).slice(0, offersLimit)
  return latest.map(({ hotel_id }) => `hotel:${hotel_id}:offers`)
}
