import { computed } from 'vue'
import type { CouponCard } from '../../../../core/domain/rows.ts'
import { useRead } from '../../../kit/catalogue/use-read.ts'
import { useGuestSync } from '../../../kit/sync/use-guest-sync.ts'
import { useLive } from '../../../kit/sync/use-live.ts'

/** A coupon as it is offered now; of one that is no longer offered, or without network, what the guest's wallet knows. */
export function useCoupon(id: () => string, read: (id: string, signal: AbortSignal) => Promise<CouponCard | null>) {
  const offered = useRead(id, read)
  const sync = useGuestSync()
  const held = useLive(() => {
    const coupon = id()
    return sync.value?.tables.redemptions.where('coupon_id').equals(coupon).first()
  })
  return { ...offered, coupon: computed(() => offered.data.value ?? held.data.value?.coupon ?? null) }
}
