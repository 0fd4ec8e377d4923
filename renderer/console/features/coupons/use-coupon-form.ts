import { useDebounceFn } from '@vueuse/core'
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import type { Coupon } from '../../../../core/domain/rows.ts'
import { useSession } from '../../../kit/session/use-session.ts'
import { useToday } from '../../app/use-now.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { blankForm, draftOf, formOf, type CouponForm } from './coupon-form.ts'
import { draftStore } from './draft-store.ts'

/** Writing is kept so soon after a pause of the hand. */
const pauseMs = 300

/**
 * The fields of a coupon while they are edited. What changes elsewhere shows at once, unless something here is not saved:
 * then the own words stay, and are kept on this device as they are written. `like` fills a new one.
 */
export function useCouponForm(id: string, coupon: Ref<Coupon | undefined>, like?: Coupon) {
  const { hotel, hotelId } = useWorkspace()
  const session = useSession()
  const today = useToday()
  const currency = computed(() => hotel.value.currency)
  // All new coupons share one draft, and all copies of one coupon another: who comes back to write finds the words again.
  const drafts = draftStore(localStorage, { userId: session.user?.id ?? '', hotelId, couponId: coupon.value ? id : like ? `copy:${like.id}` : 'new' })
  const saved = () => (coupon.value ? formOf(coupon.value, currency.value) : blankForm(today.value))
  const restored = drafts.read(blankForm(today.value))
  const form = ref<CouponForm>(restored?.form ?? (like ? formOf(like, currency.value) : saved()))
  const kept = ref(written(saved()))
  const dirty = computed(() => written(form.value) !== kept.value)
  /** When the words were written that were found here; null where none were, or once they are saved or dropped. */
  const restoredAt = ref(restored && dirty.value ? restored.at : null)

  watch(coupon, () => {
    if (!dirty.value) reset()
  })
  let isDone = false
  const keepDraft = () => !isDone && (dirty.value ? drafts.keep(form.value, Date.now()) : drafts.drop())
  const keepSoon = useDebounceFn(keepDraft, pauseMs)
  watch(form, () => void keepSoon(), { deep: true })
  onScopeDispose(keepDraft)

  function written(value: CouponForm): string {
    return JSON.stringify(draftOf(value, { id, hotelId, currency: currency.value }))
  }

  function reset(): void {
    form.value = saved()
    kept.value = written(form.value)
    restoredAt.value = null
  }

  return {
    form,
    dirty,
    restoredAt,
    /** What is to be saved. */
    draft: () => draftOf(form.value, { id, hotelId, currency: currency.value }),
    /** The fields as they stand are what is kept now. */
    keep: () => {
      kept.value = written(form.value)
      restoredAt.value = null
      isDone = !coupon.value
      drafts.drop()
    },
    /** Drops what is not saved. */
    discard: () => {
      reset()
      drafts.drop()
    },
  }
}
