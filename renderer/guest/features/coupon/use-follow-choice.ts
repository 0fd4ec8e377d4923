import { computed, ref } from 'vue'

/** What is known of following, and the way to change it. */
interface Following {
  following: { value: boolean }
  /** He followed once and took it back. */
  ended: { value: boolean }
  change(state: { following: boolean; muted: boolean }): Promise<void>
}

/**
 * The choice to follow a hotel beside redeeming. Who already follows changes it at once. Who does not makes a wish that comes true
 * with the redemption: on at first, as the guest was promised, but off for one who has taken it back before.
 */
export function useFollowChoice({ following, ended, change }: Following, redeemable: () => boolean) {
  const wish = ref<boolean | null>(null)
  const wanted = computed(() => following.value || (wish.value ?? !ended.value))

  const choice = computed({
    get: () => (redeemable() ? wanted.value : following.value),
    set: (on: boolean) => {
      wish.value = on
      if (following.value !== on && (following.value || !redeemable())) void change({ following: on, muted: false })
    },
  })
  return { choice, wish }
}
