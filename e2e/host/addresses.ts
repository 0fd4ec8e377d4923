/**
 * Chromium aborts a scheme that it does not know, so `app://console/x` is `http://console.app.localhost/x` inside: an origin that it
 * trusts and keeps data for. These functions translate at every edge, so that neither main nor a story ever sees the inner form.
 */
export interface Privileges {
  standard?: boolean
  allowServiceWorkers?: boolean
}

/** The schemes that main registered as standard. */
export const standardSchemes = new Map<string, Privileges>()

const names = () => [...standardSchemes.keys()].join('|') || 'app'

/** A URL as main knows it → as Chromium knows it. */
export function toInner(url: string): string {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? []
  return scheme && standardSchemes.has(scheme.toLowerCase()) ? `http://${host}.${scheme.toLowerCase()}.localhost${rest}` : url
}

/** A URL as Chromium knows it → as main knows it. */
export function toOuter(url: string): string {
  return url.replace(new RegExp(`^https?://([^/?#]+)\\.(${names()})\\.localhost(?=[/?#]|$)`), '$2://$1')
}

/** The same for every URL in a text. */
export function textToInner(text: string): string {
  return text.replace(new RegExp(`\\b(${names()})://([a-z0-9.-]+)`, 'g'), 'http://$2.$1.localhost')
}

/** The same for every URL in a text. */
export function textToOuter(text: string): string {
  return text.replace(new RegExp(`https?://([a-z0-9.-]+)\\.(${names()})\\.localhost(?![a-z0-9.-])`, 'g'), '$2://$1')
}

/** A policy's sources: a bare `app:` means every host of that scheme. */
export function policyToInner(policy: string): string {
  const bare = [...standardSchemes.keys()].reduce((text, scheme) => text.replace(new RegExp(`(^|[\\s;])${scheme}:(?=[\\s;]|$)`, 'g'), `$1http://*.${scheme}.localhost`), policy)
  return textToInner(bare)
}
