import type { IncomingMessage, ServerResponse } from 'node:http'
import { AuthError } from './errors.ts'

/** One request as the handlers see it. */
export interface Exchange {
  method: string
  /** Below `/auth/v1`, without the query, without a trailing slash. */
  path: string
  query: URLSearchParams
  bearer: string | undefined
  redirectHeader: string | undefined
  apiVersion: string | undefined
  userAgent: string | null
  ip: string | null
  /** The JSON object of the body; an absent body counts as `{}`. */
  body(): Promise<Record<string, unknown>>
}

/** What a handler answers. A body is sent as JSON. */
export interface Reply {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

const bodyLimit = 1 << 20

/** Reads an HTTP request; the body is read only when a handler asks for it. */
export function readExchange(request: IncomingMessage, pathAndQuery: string): Exchange {
  const url = new URL(`http://auth.invalid/${pathAndQuery.replace(/^\/+/, '')}`)
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace(/\/+$/, '') || '/',
    query: url.searchParams,
    bearer: /^bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1],
    redirectHeader: one(request.headers['redirect_to']),
    apiVersion: one(request.headers['x-supabase-api-version']),
    userAgent: request.headers['user-agent'] ?? null,
    ip: request.socket.remoteAddress ?? null,
    body: () => readObject(request),
  }
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}

async function readObject(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyLimit) {
      throw new AuthError(413, 'request_entity_too_large', `Request body too large (max ${bodyLimit} bytes)`)
    }
    chunks.push(chunk)
  }
  return size === 0 ? {} : parseObject(Buffer.concat(chunks).toString('utf8'))
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new AuthError(400, 'bad_json', 'Could not parse request body as JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AuthError(400, 'bad_json', 'Could not parse request body as JSON: an object is expected')
  }
  return value as Record<string, unknown>
}

/** Sends a reply. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  const text = reply.body === undefined ? '' : JSON.stringify(reply.body)
  response.writeHead(reply.status, {
    ...(text ? { 'content-type': 'application/json' } : {}),
    'cache-control': 'no-store',
    ...reply.headers,
  })
  response.end(text)
}
