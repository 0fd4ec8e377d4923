import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ServiceContext } from '../service.ts'
import type { Version } from './codec.ts'
import { Refusal } from './refusal.ts'
import type { Handshake } from './socket.ts'
import { keyToJwt, readToken } from './token.ts'

/** Reads and checks the request for a websocket. Throws `Refusal`, whose code is an HTTP status. */
export async function shakeHands(request: IncomingMessage, { keys, verify }: ServiceContext): Promise<Handshake> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (!url.pathname.endsWith('/websocket')) throw new Refusal('404', 'Not found')
  const version = versionOf(url.searchParams.get('vsn'))
  const headers = extensionHeaders(request.headers)
  const key = headers['x-api-key'] ?? url.searchParams.get('apikey')
  if (!key) throw new Refusal('401', 'API key is missing')
  const token = keyToJwt(key, keys)
  await readToken(token, verify).catch((error: Error) => {
    throw new Refusal('401', error.message.replace(/ \d+ seconds ago$/, ''))
  })
  return { version, token, headers }
}

function versionOf(requested: string | null): Version {
  if (requested === null || requested.startsWith('1.0.')) return '1.0.0'
  if (requested.startsWith('2.0.')) return '2.0.0'
  throw new Refusal('403', `Protocol version ${requested} is not supported`)
}

/** The headers that policies may read: those that begin with `x-`. */
export function extensionHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const own = Object.entries(headers).filter(([name]) => name.startsWith('x-'))
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]))
}

const statusTexts: Record<string, string> = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found' }

/** Answers a refused upgrade as an ordinary HTTP response. */
export function refuseUpgrade(socket: Duplex, error: unknown): void {
  const refusal = error instanceof Refusal ? error : new Refusal('500', 'Error connecting to Realtime')
  const body = JSON.stringify({ error: refusal.message })
  const status = `${refusal.code} ${statusTexts[refusal.code] ?? 'Internal Server Error'}`
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
