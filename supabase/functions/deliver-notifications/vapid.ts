import { fromBase64Url, toBase64Url } from './encrypt-push.ts'

/** Who sends pushes (RFC 8292): the key pair that browsers subscribed to (base64url, 65 and 32 bytes), and a mailto: or https: address. */
export interface Vapid {
  publicKey: string
  privateKey: string
  subject: string
}

// Push services take at most a day.
const validS = 12 * 3600
const json = (value: unknown): string => toBase64Url(new TextEncoder().encode(JSON.stringify(value)))

/** Makes the `authorization` header for a push service's origin; one token serves all of its browsers. */
export function vapidSigner({ publicKey, privateKey, subject }: Vapid, now: () => number): (origin: string) => Promise<string> {
  const made = new Map<string, Promise<string>>()
  const key = importKey(publicKey, privateKey)
  // Whoever signs first hears of a bad key.
  key.catch(() => undefined)

  const sign = async (origin: string): Promise<string> => {
    const claims = { aud: origin, exp: Math.floor(now() / 1_000) + validS, sub: subject }
    const text = `${json({ typ: 'JWT', alg: 'ES256' })}.${json(claims)}`
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, await key, new TextEncoder().encode(text))
    return `vapid t=${text}.${toBase64Url(new Uint8Array(signature))}, k=${publicKey}`
  }
  return (origin) => {
    const header = made.get(origin) ?? sign(origin)
    made.set(origin, header)
    return header
  }
}

function importKey(publicKey: string, privateKey: string): Promise<CryptoKey> {
  const point = fromBase64Url(publicKey)
  const jwk = { kty: 'EC', crv: 'P-256', x: toBase64Url(point.slice(1, 33)), y: toBase64Url(point.slice(33)), d: privateKey }
  return crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
}
