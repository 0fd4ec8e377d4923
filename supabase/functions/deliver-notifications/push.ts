import type { Channel, Delivered, Delivery } from './channel.ts'
import { encryptPush } from './encrypt-push.ts'
import { type Vapid, vapidSigner } from './vapid.ts'
import { pathOf, wordsOf } from './words.ts'

/** How pushes are sent. `hosts`: the push services there are; an endpoint that a user made up leads nowhere else. */
export interface PushSettings {
  vapid: Vapid
  hosts: string[]
}

const withinMs = 8_000
/** What is not fetched by then is no news. */
const ttlS = 24 * 3600

/** Pushes to browsers. A push that is sent twice has the same topic, so that the service keeps one, and the same id for the page. */
export function pushChannel({ vapid, hosts }: PushSettings, fetcher: typeof fetch = fetch): Channel {
  const authorization = vapidSigner(vapid, Date.now)
  return {
    async send(delivery) {
      const { endpoint = '', p256dh = '', auth = '' } = delivery.to
      const { origin, host } = new URL(endpoint)
      if (!hosts.some((pattern) => matches(host, pattern))) return { kind: 'gone', error: 'not a push service' }
      const body = await encryptPush(JSON.stringify(messageOf(delivery)), { p256dh, auth }).catch(() => null)
      if (!body) return { kind: 'gone', error: 'the keys of that browser are none' }
      const response = await fetcher(endpoint, {
        method: 'POST',
        headers: {
          authorization: await authorization(origin),
          'content-encoding': 'aes128gcm',
          'content-type': 'application/octet-stream',
          ttl: String(ttlS),
          urgency: delivery.kind === 'coupon-published' ? 'normal' : 'high',
          // At most 32 letters of base64url: a UUID without its hyphens.
          topic: (delivery.notification_id ?? delivery.id).replaceAll('-', ''),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(withinMs),
      })
      return outcomeOf(response, (await response.text()).slice(0, 200))
    },
  }
}

/** What the page's worker gets: small, and nothing that has to be kept secret from whoever holds the phone. */
export function messageOf(delivery: Delivery): { kind: string; title: string; hotel_name: string; text: string; url: string; notification_id: string } {
  const { kind, payload, notification_id = '' } = delivery
  const { app, path } = pathOf(delivery)
  return { kind, title: payload.title ?? '', hotel_name: payload.hotel_name, text: wordsOf(delivery).text, url: app === 'guest' ? path : '/notices', notification_id }
}

function outcomeOf({ status, headers }: Response, text: string): Delivered {
  const error = `HTTP ${status} ${text}`.trim()
  if (status >= 200 && status < 300) return { kind: 'done' }
  if (status === 404 || status === 410) return { kind: 'gone', error }
  // What no later try would change. Keys that are refused are ours to mend, and the message can wait for it.
  if (status === 400 || status === 413) return { kind: 'refused', error }
  const retry_after_s = secondsOf(headers.get('retry-after'))
  return retry_after_s === null ? { kind: 'failed', error } : { kind: 'failed', error, retry_after_s }
}

function secondsOf(header: string | null): number | null {
  if (!header) return null
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1_000)
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null
}

function matches(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern
}
