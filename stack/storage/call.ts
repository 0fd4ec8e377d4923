import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Claims } from '../service.ts'
import { accessDenied, invalidRequest, noContent, tooLarge } from './errors.ts'
import type { Files } from './files.ts'
import type { Sessions } from './session.ts'
import type { Tokens } from './tokens.ts'

/** What every handler works with. */
export interface Parts {
  sessions: Sessions
  files: Files
  tokens: Tokens
  verify(token: string): Promise<Claims>
}

/** One request on its way through a handler. */
export interface Call extends Parts {
  request: IncomingMessage
  response: ServerResponse
  query: URLSearchParams
  bucket: string
  name: string
}

const maxJsonBytes = 1024 * 1024
const roles = new Set(['anon', 'authenticated', 'service_role'])

/** Answers with JSON; a HEAD request gets the headers alone. */
export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  })
  response.end(text)
}

/** Whose token the request carries. Throws when there is none, or one that does not hold. */
export async function callerOf({ request, verify }: Call): Promise<Claims> {
  const header = request.headers.authorization
  if (!header) throw invalidRequest("headers must have required property 'authorization'")
  const claims = await verify(header.replace(/^Bearer\s+/i, '')).catch((error: Error) => {
    throw accessDenied(error.message)
  })
  // A signed URL's token is signed with the same key, but names no role.
  if (!roles.has(claims.role)) throw accessDenied('Invalid role')
  return claims
}

/** As `callerOf`, but a missing or a bad token makes a caller who is nobody. */
export async function callerOrNobody(call: Call): Promise<Claims | undefined> {
  return callerOf(call).catch(() => undefined)
}

/** The id of the user in a token; the keys have none. */
export function ownerOf(claims: Claims): string | undefined {
  return typeof claims.sub === 'string' && claims.sub !== '' ? claims.sub : undefined
}

/** The request's body as a JSON object; an empty body is an empty object. */
export async function readJson({ request }: Call): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of bodyOf(request)) {
    size += chunk.length
    if (size > maxJsonBytes) throw tooLarge('body')
    chunks.push(Buffer.from(chunk))
  }
  if (size === 0) return {}
  const parsed = parseObject(Buffer.concat(chunks).toString('utf8'))
  if (!parsed) throw invalidRequest('body must be object')
  return parsed
}

/** The JSON object in a text, or undefined. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** The request's bytes. Throws when the client goes away before the end; leaves the connection usable when we stop early. */
export async function* bodyOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
  if (!request.complete) throw noContent('Request stream closed before upload could complete')
}
