import { computed } from 'vue'
import type { Catalogue } from '../../../kit/catalogue/catalogue.ts'
import { useRead } from '../../../kit/catalogue/use-read.ts'
import { useGuestSync } from '../../../kit/sync/use-guest-sync.ts'
import { useLive } from '../../../kit/sync/use-live.ts'

/** A coupon as it is offered now; of one that is no longer offered, or without network, what the guest's wallet knows or what was seen before. */
export function useCoupon(id: () => string, catalogue: Pick<Catalogue, 'coupon' | 'kept'>) {
  const offered = useRead(id, catalogue.coupon)
  const sync = useGuestSync()
  const held = useLive(() => {
    const coupon = id()
    return sync.value?.tables.redemptions.where('coupon_id').equals(coupon).first()
  })
  const seen = computed(() => (offered.phase.value === 'failed' ? catalogue.kept().find((card) => card.id === id()) : undefined))
  return { ...offered, coupon: computed(() => offered.data.value ?? held.data.value?.coupon ?? seen.value ?? null) }
}
