import { computed, ref, shallowRef, watch } from 'vue'
import type { CouponCard, WalletRedemption } from '../../../../core/domain/rows.ts'
import type { Commands } from '../../../../core/sync/command.ts'
import { answeredState, type OfferState, offerState, type RedeemAnswer } from './offer-state.ts'

type Redeem = (args: Commands['redeem_coupon']['args']) => Promise<RedeemAnswer>

/** What `useRedeem` judges by; all of it may change while the page is open. */
export interface RedeemSituation {
  coupon: () => CouponCard
  mine: () => WalletRedemption[]
  now: () => number
  online: () => boolean
}

/**
 * Redeeming one coupon: its state before, and after the server has spoken. What the server refused stays on the page until
 * the coupon is read anew, since it knows better than the card that was loaded before.
 */
export function useRedeem({ coupon, mine, now, online }: RedeemSituation, redeem: Redeem) {
  const busy = ref(false)
  const error = shallowRef<unknown>(null)
  const answer = shallowRef<OfferState | null>(null)
  watch(coupon, () => (answer.value = null))

  const state = computed<OfferState>(() => {
    const before = offerState({ coupon: coupon(), mine: mine(), now: now(), online: online() })
    return before.kind === 'yours' ? before : (answer.value ?? before)
  })

  /** Redeems, once at a time. Gives the redemption's id, or null where it was refused or failed. */
  async function run(follow: boolean): Promise<string | null> {
    if (busy.value) return null
    busy.value = true
    error.value = null
    try {
      answer.value = answeredState(await redeem({ coupon: coupon().id, follow }), now())
      return answer.value.kind === 'yours' ? answer.value.redemptionId : null
    } catch (failure) {
      error.value = failure
      return null
    } finally {
      busy.value = false
    }
  }

  return { state, busy, error, run }
}
