import { useIntervalFn } from '@vueuse/core'
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { hotelClock } from '../../../core/domain/hotel-time.ts'
import { useWorkspace } from './workspace.ts'

/** The time, in epoch milliseconds, renewed every half minute: often enough for what ends or begins by itself. */
export function useNow(): Ref<number> {
  const now = ref(Date.now())
  useIntervalFn(() => (now.value = Date.now()), 30_000)
  return now
}

/** Today (`YYYY-MM-DD`) on the hotel's calendar; it changes at the hotel's midnight. */
export function useToday(): ComputedRef<string> {
  const { hotel } = useWorkspace()
  const now = useNow()
  return computed(() => hotelClock(now.value, hotel.value.time_zone).day)
}
