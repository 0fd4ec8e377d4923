import { computed } from 'vue'
import type { DeliveryChannel } from '../../../../core/domain/rows.ts'
import { useGuestSync } from '../../../kit/sync/use-guest-sync.ts'
import { useLive } from '../../../kit/sync/use-live.ts'

/** The switches of the guest's notices: further channels, and the hotels he follows. At once here, then at the server. */
export function useChannels() {
  const sync = useGuestSync()
  const channels = useLive(() => sync.value?.tables.delivery_channels.toArray())
  const follows = useLive(() => sync.value?.tables.follows.toArray())

  async function set(channel: DeliveryChannel['channel'], enabled: boolean): Promise<void> {
    await sync.value?.engine.commit('set_delivery_channel', { channel, enabled })
    // A switch that was never touched has no row here yet: it comes with the feed.
    if (!channels.data.value?.some((one) => one.channel === channel)) await sync.value?.engine.sync()
  }

  return {
    enabled: computed(() => Object.fromEntries((channels.data.value ?? []).map(({ channel, enabled }) => [channel, enabled])) as Partial<Record<DeliveryChannel['channel'], boolean>>),
    follows: computed(() => (follows.data.value ?? []).filter(({ ended_at }) => ended_at === null).sort((a, b) => a.hotel.name.localeCompare(b.hotel.name))),
    set,
    mute: (hotel: string, muted: boolean) => sync.value?.engine.commit('set_follow', { hotel, following: true, muted }),
  }
}
