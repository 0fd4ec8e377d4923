import { createDecipheriv, createECDH, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importJWK, jwtVerify } from 'jose'
import { selfSigned } from './certificate.ts'
import type { Json } from './world.ts'

/** A push that arrived, opened with the keys of the browser it was for. */
export interface Push {
  endpoint: string
  message: Json
  topic: string
  ttl: number
  urgency: string
}

/** How the service answers a push: a status, with headers, or after a while. */
export interface Answer {
  status: number
  headers?: Record<string, string>
  /** Resolved when it may answer. */
  after?: Promise<unknown>
}

/** A push service of our own, with browsers that subscribe to it: it takes what a real one takes and refuses the rest. */
export interface PushService {
  host: string
  /** The certificate to trust. */
  certFile: string
  pushes: Push[]
  /** What was refused, and why: anything in here is a fault of the sender. */
  refused: string[]
  /** How to answer the pushes to an endpoint, one after the other; 201 where nothing is said. */
  answers: Map<string, Answer[]>
  subscribe(): { endpoint: string; p256dh: string; auth: string }
  /** Called for each push that was taken, before it is answered. */
  onPush: (push: Push) => void
  stop(): Promise<void>
}

/** Starts it on a free port. `publicKey`: the VAPID key that browsers subscribed to. */
export async function startPushService(): Promise<PushService & { trust(publicKey: string): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'hotel-coupons-push-'))
  const certificate = selfSigned()
  writeFileSync(join(folder, 'cert.pem'), certificate.cert)
  const browsers = new Map<string, { ecdh: ReturnType<typeof createECDH>; auth: Buffer }>()
  let trusted = ''

  const server = createServer(certificate, (request, response) => {
    const endpoint = `https://${service.host}${request.url}`
    const browser = browsers.get(endpoint)
    const take = async (): Promise<void> => {
      const body = await bodyOf(request)
      if (!browser) throw new Error(`nobody has ${endpoint}`)
      await checkVapid(request, service.host, trusted)
      if (request.headers['content-encoding'] !== 'aes128gcm') throw new Error('not aes128gcm')
      const push: Push = {
        endpoint, message: JSON.parse(decrypt(body, browser.ecdh, browser.auth)) as Json,
        topic: String(request.headers['topic']), ttl: Number(request.headers['ttl']), urgency: String(request.headers['urgency']),
      }
      const { status, headers, after } = service.answers.get(endpoint)?.shift() ?? { status: 201 }
      if (status === 201) service.pushes.push(push)
      service.onPush(push)
      await after
      response.writeHead(status, headers).end()
    }
    take().catch((error: unknown) => {
      service.refused.push(String(error))
      response.writeHead(400).end(String(error))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const service: PushService & { trust(publicKey: string): void } = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    certFile: join(folder, 'cert.pem'),
    pushes: [],
    refused: [],
    answers: new Map(),
    onPush: () => undefined,
    trust: (publicKey) => void (trusted = publicKey),
    subscribe() {
      const ecdh = createECDH('prime256v1')
      const [p256dh, auth] = [ecdh.generateKeys('base64url'), randomBytes(16)]
      const endpoint = `https://${service.host}/${randomUUID()}`
      browsers.set(endpoint, { ecdh, auth })
      return { endpoint, p256dh, auth: auth.toString('base64url') }
    },
    async stop() {
      server.close()
      server.closeAllConnections()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return service
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** RFC 8292: a token for this service, signed with the key that the browsers subscribed to, for a day at most. */
async function checkVapid({ headers }: IncomingMessage, host: string, trusted: string): Promise<void> {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? '') ?? []
  if (key !== trusted) throw new Error('another VAPID key')
  const point = Buffer.from(key, 'base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
  const { payload } = await jwtVerify(token, await importJWK(jwk, 'ES256'), { audience: `https://${host}` })
  if (!(Number(payload.exp) - Date.now() / 1_000 <= 86_400)) throw new Error('valid for too long')
  if (!/^(mailto:|https:)/.test(payload.sub ?? '')) throw new Error('no subject')
}

/** RFC 8291, from the browser's side: written after the RFC, with other tools than the sender's. */
function decrypt(body: Buffer, ecdh: ReturnType<typeof createECDH>, auth: Buffer): string {
  const [salt, sender] = [body.subarray(0, 16), body.subarray(21, 21 + (body[20] ?? 0))]
  const hkdf = (secret: Buffer, with_: Buffer, info: Buffer, bytes: number) => Buffer.from(hkdfSync('sha256', secret, with_, info, bytes))
  const secret = hkdf(ecdh.computeSecret(sender), auth, Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender]), 32)
  const opener = createDecipheriv('aes-128-gcm', hkdf(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16), hkdf(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12))
  opener.setAuthTag(body.subarray(-16))
  const padded = Buffer.concat([opener.update(body.subarray(21 + sender.length, -16)), opener.final()])
  const end = padded.findLastIndex((byte) => byte !== 0)
  if (padded[end] !== 2) throw new Error('not the last record')
  return padded.subarray(0, end).toString()
}
