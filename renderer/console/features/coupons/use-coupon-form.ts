import { computed, ref, watch, type Ref } from 'vue'
import type { Coupon } from '../../../../core/domain/rows.ts'
import { useToday } from '../../app/use-now.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { blankForm, draftOf, formOf, type CouponForm } from './coupon-form.ts'

/**
 * The fields of a coupon while they are edited. What changes elsewhere shows at once, unless something here is not saved:
 * then the own words stay.
 */
export function useCouponForm(id: string, coupon: Ref<Coupon | undefined>) {
  const { hotel, hotelId } = useWorkspace()
  const today = useToday()
  const currency = computed(() => hotel.value.currency)
  const filled = () => (coupon.value ? formOf(coupon.value, currency.value) : blankForm(today.value))
  const form = ref<CouponForm>(filled())
  const kept = ref(written(form.value))
  const dirty = computed(() => written(form.value) !== kept.value)

  watch(coupon, () => {
    if (!dirty.value) reset()
  })

  function written(value: CouponForm): string {
    return JSON.stringify(draftOf(value, { id, hotelId, currency: currency.value }))
  }

  function reset(): void {
    form.value = filled()
    kept.value = written(form.value)
  }

  return {
    form,
    dirty,
    /** What is to be saved. */
    draft: () => draftOf(form.value, { id, hotelId, currency: currency.value }),
    /** The fields as they stand are what is kept now. */
    keep: () => (kept.value = written(form.value)),
  }
}
