import type { IncomingMessage, ServerResponse } from 'node:http'
import { notInLocalStack, sendJson } from '../json.ts'
import type { ServiceContext } from '../service.ts'
import type { Authoriser } from './authorise.ts'
import { roomName, type Broadcast } from './broadcast.ts'
import { extensionHeaders } from './handshake.ts'
import type { Hub } from './hub.ts'
import { InvalidBody, parseBatch, parseSingle, type Posted } from './posted.ts'
import { keyToJwt, readToken, type LiveClaims } from './token.ts'

/** What sending by HTTP needs. */
export interface HttpServices {
  context: ServiceContext
  hub: Hub
  authoriser: Authoriser
  maxPayloadBytes: number
}

interface Sender {
  claims: LiveClaims
  headers: Record<string, string>
}

const singlePath = /^\/api\/broadcast\/([^/]+)\/events\/([^/]+)$/

/** Makes the handler of `POST /api/broadcast` and `POST /api/broadcast/:topic/events/:event`. */
export function makeHttp(services: HttpServices) {
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const url = new URL(path, 'http://localhost')
    const single = singlePath.exec(url.pathname)
    const isBatch = url.pathname === '/api/broadcast'
    if (request.method !== 'POST' || !(single || isBatch)) {
      return notInLocalStack(response, `${request.method} realtime${url.pathname}`)
    }
    if (url.search.includes('persist')) return notInLocalStack(response, 'persist')
    const sender = await senderOf(request, services.context)
    if (!sender) return sendJson(response, 401, { message: 'Unauthorized' })
    try {
      const body = await readBody(request, services.maxPayloadBytes)
      if (!single) await sendBatch(parseBatch(body, services.maxPayloadBytes), sender, services)
      else if (!(await sendSingle(parseSingle(single, url, request, body), sender, services))) {
        return sendJson(response, 403, { message: 'Unauthorized' })
      }
      response.writeHead(202).end()
    } catch (error) {
      if (!(error instanceof InvalidBody)) throw error
      sendJson(response, error.status, error.body)
    }
  }
}

async function senderOf(request: IncomingMessage, { keys, verify }: ServiceContext): Promise<Sender | undefined> {
  const { authorization, apikey } = request.headers
  const token = /^bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? apikey
  if (typeof token !== 'string') return undefined
  const claims = await readToken(keyToJwt(token, keys), verify).catch(() => undefined)
  return claims && { claims, headers: extensionHeaders(request.headers) }
}

/**
 * Reads a body of up to twice one message's size, so that a batch fits. A longer one is read to its end and thrown
 * away: a connection that is left with half a body answers nothing any more.
 */
async function readBody(request: IncomingMessage, maxPayloadBytes: number): Promise<Buffer> {
  const limit = maxPayloadBytes * 2
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
  }
  if (size > limit) throw new InvalidBody(413, { message: 'Request entity too large' })
  return Buffer.concat(chunks)
}

/** Messages that the sender may not send are left out; the others go. */
async function sendBatch(messages: Posted[], sender: Sender, services: HttpServices): Promise<void> {
  const allowed = new Map<string, boolean>()
  for (const message of messages) {
    const { topic } = message
    if (message.isPrivate && !allowed.has(topic)) allowed.set(topic, await mayWrite(topic, sender, services))
  }
  for (const message of messages) {
    if (!message.isPrivate || allowed.get(message.topic)) publish(message, services.hub)
  }
}

async function sendSingle(message: Posted, sender: Sender, services: HttpServices): Promise<boolean> {
  if (message.body.length > services.maxPayloadBytes) throw InvalidBody.tooLarge()
  if (message.isPrivate && !(await mayWrite(message.topic, sender, services))) return false
  publish(message, services.hub)
  return true
}

function mayWrite(topic: string, { claims, headers }: Sender, { authoriser }: HttpServices): Promise<boolean> {
  return authoriser.writable({ topic, claims, headers })
}

function publish({ topic, event, encoding, body, isPrivate }: Posted, hub: Hub): void {
  const broadcast: Broadcast = { kind: 'user', event, encoding, body }
  hub.publish(roomName(topic, isPrivate), `realtime:${topic}`, broadcast)
}
