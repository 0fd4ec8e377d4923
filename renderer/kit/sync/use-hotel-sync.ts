import { shallowReadonly, shallowRef, type ShallowRef } from 'vue'
import type { VerdictLookup } from '../../../core/domain/local-verdict.ts'
import type { HotelTables } from '../../../core/domain/rows.ts'
import { hotelEffects } from '../../../core/sync/hotel-effects.ts'
import type { CloudClient } from '../cloud/client.ts'
import { useSession } from '../session/use-session.ts'
import type { ReplicaTables } from './dexie-replica.ts'
import { followSession } from './follow-session.ts'
import { openSync, type SyncHandle } from './open-sync.ts'

export type HotelSync = SyncHandle<HotelTables>

const current = shallowRef<HotelSync | null>(null)

/** The sync of the chosen hotel; null while nobody is signed in or no hotel is chosen. */
export function useHotelSync(): Readonly<ShallowRef<HotelSync | null>> {
  return shallowReadonly(current)
}

/** Keeps the chosen hotel of whoever is signed in in sync. To be called once, when the app has its client. */
export function provideHotelSync(client: CloudClient, hotelId: () => string | null): () => void {
  const session = useSession()
  const key = () => (session.user && hotelId() ? `${session.user.id}:${hotelId()}` : null)
  return followSession(current, key, () => openHotelSync(client, { userId: session.user?.id ?? '', hotelId: hotelId() ?? '' }))
}

/** Opens one hotel's replica for one of its members. */
export function openHotelSync(client: CloudClient, { userId, hotelId }: { userId: string; hotelId: string }): HotelSync {
  return openSync<HotelTables>(client, {
    userId,
    hotel: hotelId,
    indexes: {
      hotels: [],
      hotel_members: ['user_id'],
      coupons: ['status', 'updated_at'],
      redemptions: ['code_digest', 'redeemed_at', 'used_at', '[device+used_at]'],
      interaction_daily: ['day', 'coupon_id'],
      uses: ['redemption_id', 'status', 'happened_at'],
    },
    effects: hotelEffects(userId),
    followTopics: (_tables, watch) => {
      watch([`hotel:${hotelId}:desk`])
      return () => undefined
    },
  })
}

/** What the local verdict asks, answered by the replica. */
export function replicaLookup(tables: ReplicaTables<HotelTables>): VerdictLookup {
  return {
    redemptionByDigest: async (digest) => tables.redemptions.where('code_digest').equals(digest).first(),
    coupon: async (id) => tables.coupons.get(id),
    memberName: async (userId) => (await tables.hotel_members.where('user_id').equals(userId).first())?.display_name,
  }
}
