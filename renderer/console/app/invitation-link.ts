import { desktop } from '../../kit/desktop.ts'

/** The link that accepts an invitation: of this page, or of the desktop's console, which the system then opens. */
export function invitationLink(token: string): string {
  const place = desktop() ? 'hotel-coupons://open' : `${location.origin}${location.pathname}#`
  return `${place}/invitation/${token}`
}

/** The token in what somebody pasted, a link or the token alone; null where there is none. */
export function tokenIn(text: string): string | null {
  return /(?:^|\/)([0-9a-f]{64})\s*$/.exec(text.trim())?.[1] ?? null
}
