/** A redeem that waits for its guest to sign in. */
export interface RedeemIntent {
  couponId: string
  follow: boolean
}

type Kept = RedeemIntent & { at: number; email?: string }
type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const key = 'redeem-intent'
// Long enough to make an account, short enough that nobody redeems what he has forgotten about.
const inTabMs = 30 * 60_000
// As long as the link of a mail holds.
const forMailMs = 60 * 60_000

/**
 * Remembers an intent: in its tab alone, and, while an e-mail waits to be confirmed, on this device, since the mail's link opens
 * another tab. There it belongs to that address, so that it is never done in the name of somebody else who signs in meanwhile. It
 * is made by a press of the button and never read from an address, so that no link can redeem in a guest's name. Taking it
 * forgets it: it is done once.
 */
export function redeemIntents(tab: Shelf = sessionStorage, device: Shelf = localStorage, now: () => number = Date.now) {
  const fresh = (shelf: Shelf, holdsMs: number): Kept | null => {
    const kept = read(shelf.getItem(key))
    if (kept && now() - kept.at <= holdsMs) return kept
    shelf.removeItem(key)
    return null
  }
  const awaited = (email: string): Kept | null => {
    const kept = fresh(device, forMailMs)
    return kept?.email === address(email) ? kept : null
  }
  const taken = (shelf: Shelf, kept: Kept | null, couponId: string): RedeemIntent | null => {
    if (kept?.couponId !== couponId) return null
    shelf.removeItem(key)
    return { couponId, follow: kept.follow }
  }

  return {
    keep(intent: RedeemIntent): void {
      tab.setItem(key, JSON.stringify({ ...intent, at: now() }))
    },
    /** Hands what this tab keeps to the tab in which the mail's link will open. */
    awaitMail(email: string): void {
      const kept = fresh(tab, inTabMs)
      if (!kept) return
      device.setItem(key, JSON.stringify({ ...kept, at: now(), email: address(email) }))
      tab.removeItem(key)
    },
    /** The coupon that waits for who has confirmed this address. */
    awaitedCoupon: (email: string): string | null => awaited(email)?.couponId ?? null,
    take: (couponId: string, email: string): RedeemIntent | null =>
      taken(tab, fresh(tab, inTabMs), couponId) ?? taken(device, awaited(email), couponId),
    forget(): void {
      tab.removeItem(key)
      device.removeItem(key)
    },
  }
}

const address = (email: string) => email.trim().toLowerCase()

function read(text: string | null): Kept | null {
  if (!text) return null
  try {
    const { couponId, follow, at, email } = JSON.parse(text) as Record<string, unknown>
    if (typeof couponId !== 'string' || typeof follow !== 'boolean' || typeof at !== 'number') return null
    return { couponId, follow, at, ...(typeof email === 'string' && { email }) }
  } catch {
    return null
  }
}
