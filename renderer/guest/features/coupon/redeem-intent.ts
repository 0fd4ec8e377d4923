/** A redeem that waits for its guest to sign in. */
export interface RedeemIntent {
  couponId: string
  follow: boolean
}

const key = 'redeem-intent'
// Long enough to confirm an e-mail, short enough that nobody redeems what he has forgotten about.
const holdsMs = 30 * 60_000

/**
 * Remembers the intent in this tab alone. It is made by a press of the button and never read from an address, so that no
 * link can redeem in a guest's name. Taking it forgets it: it is done once.
 */
export function redeemIntents(storage: Storage, now: () => number = Date.now) {
  return {
    keep(intent: RedeemIntent): void {
      storage.setItem(key, JSON.stringify({ ...intent, at: now() }))
    },
    take(couponId: string): RedeemIntent | null {
      const kept = read(storage.getItem(key))
      if (!kept || kept.couponId !== couponId) return null
      storage.removeItem(key)
      return now() - kept.at <= holdsMs ? { couponId, follow: kept.follow } : null
    },
  }
}

function read(text: string | null): (RedeemIntent & { at: number }) | null {
  if (!text) return null
  try {
    const { couponId, follow, at } = JSON.parse(text) as Record<string, unknown>
    return typeof couponId === 'string' && typeof follow === 'boolean' && typeof at === 'number' ? { couponId, follow, at } : null
  } catch {
    return null
  }
}
