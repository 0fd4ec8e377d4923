import type { AuthContext } from './context.ts'
import type { Exchange } from './exchange.ts'

/**
 * The target of a link in a mail: what the client asked for if it is on this machine or listed, else the site.
 * A session travels in the fragment of this address, so that any other host would be handed the account.
 */
export function redirectTarget(auth: AuthContext, from: Exchange): string {
  const asked = from.redirectHeader ?? from.query.get('redirect_to') ?? ''
  return loopbackUrl(asked) ?? listedUrl(auth, asked) ?? auth.siteUrl
}

/** The address in its normal form when it is http(s) on this machine, without credentials. */
export function loopbackUrl(asked: string): string | undefined {
  const url = URL.canParse(asked) ? new URL(asked) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined
  const local = url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(url.hostname)
  return local ? url.href : undefined
}

function listedUrl(auth: AuthContext, asked: string): string | undefined {
  const target = asked.split('#')[0] ?? ''
  return auth.redirectUrls.includes(target) && URL.canParse(target) ? target : undefined
}

/** The address with these values in its fragment, which no server sees. */
export function withFragment(target: string, values: Record<string, string>): string {
  const url = new URL(target)
  url.hash = new URLSearchParams({ ...values, sb: '' }).toString()
  return url.href
}

/** The address with these values added to its query. */
export function withQuery(target: string, values: Record<string, string>): string {
  const url = new URL(target)
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value)
  return url.href
}
