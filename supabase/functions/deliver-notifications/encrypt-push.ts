/** Message encryption for web push (RFC 8291) in one aes128gcm record (RFC 8188): only the browser that subscribed can read it. */

/** A browser's keys, as it gives them: base64url, 65 and 16 bytes. */
export interface BrowserKeys {
  p256dh: string
  auth: string
}

/** What is new for each message. A test gives it, so that it knows the answer. */
export interface Chance {
  salt: Uint8Array<ArrayBuffer>
  keys: CryptoKeyPair
}

const curve = { name: 'ECDH', namedCurve: 'P-256' }
const ascii = new TextEncoder()
// Longer than any of our messages; the header has to name one.
const recordSize = 4096

/** The body of a push: header and one encrypted record. Rejects for keys that are no point of the curve. */
export async function encryptPush(message: string, browser: BrowserKeys, chance?: Chance): Promise<Uint8Array<ArrayBuffer>> {
  const { salt, keys } = chance ?? (await newChance())
  const theirs = fromBase64Url(browser.p256dh)
  const ours = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey))
  const shared = await crypto.subtle.deriveBits(
    { name: 'ECDH', public: await crypto.subtle.importKey('raw', theirs, curve, false, []) }, keys.privateKey, 256)

  const secret = await derive(new Uint8Array(shared), fromBase64Url(browser.auth), join(ascii.encode('WebPush: info\0'), theirs, ours), 32)
  const key = await derive(secret, salt, ascii.encode('Content-Encoding: aes128gcm\0'), 16)
  const iv = await derive(secret, salt, ascii.encode('Content-Encoding: nonce\0'), 12)
  const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  // 2: the last record, without padding.
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, aes, join(ascii.encode(message), Uint8Array.of(2)))

  const header = new Uint8Array(5)
  new DataView(header.buffer).setUint32(0, recordSize)
  header[4] = ours.length
  return join(salt, header, ours, new Uint8Array(sealed))
}

async function newChance(): Promise<Chance> {
  return {
    salt: crypto.getRandomValues(new Uint8Array(16)),
    keys: (await crypto.subtle.generateKey(curve, true, ['deriveBits'])) as CryptoKeyPair,
  }
}

async function derive(secret: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>, info: Uint8Array<ArrayBuffer>, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, bytes * 8))
}

function join(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Bytes from base64url. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
}

/** Base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
