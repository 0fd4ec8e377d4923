import { computed, ref } from 'vue'
import { useGuestSync } from './use-guest-sync.ts'
import { useLive } from './use-live.ts'

/** Whether the signed-in guest follows a hotel, and changing that: at once where it is known here, else with the answer. */
export function useFollow(hotelId: () => string) {
  const sync = useGuestSync()
  const live = useLive(() => {
    const hotel = hotelId()
    return sync.value?.tables.follows.where('hotel_id').equals(hotel).first()
  })
  const follow = computed(() => (live.data.value?.ended_at === null ? live.data.value : null))
  const busy = ref(false)

  async function change(state: { following: boolean; muted: boolean }): Promise<void> {
    const engine = sync.value?.engine
    if (!engine) return
    busy.value = true
    try {
      await engine.commit('set_follow', { hotel: hotelId(), ...state })
      // A hotel followed for the first time has no row here yet: it comes with the feed.
      if (!live.data.value) await engine.sync()
    } finally {
      busy.value = false
    }
  }

  return {
    following: computed(() => follow.value !== null),
    /** He followed once and took it back. */
    ended: computed(() => typeof live.data.value?.ended_at === 'string'),
    muted: computed(() => follow.value?.muted ?? false),
    busy,
    change,
  }
}
