import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { exchangeKey } from './api-key.ts'
import { allowOrigin, answerPreflight, isPreflight } from './cors.ts'
import { notInLocalStack, sendJson } from './json.ts'
import { portInUse } from './process/ports.ts'
import type { Service, StackKeys } from './service.ts'

/** Who may call a service: anyone, or whoever shows a key of this stack (but for the paths that mails link to). */
export interface Access {
  keyless: (path: string) => boolean
  /** True for a service that answers the browser's preflight itself. */
  ownPreflight?: boolean
  /** True for what no other page may read: no CORS, and no host name but this machine's own. */
  ownOriginOnly?: boolean
}

/** The one address of the stack, with the services behind it. */
export interface Gateway {
  port: number
  mount(prefix: string, service: Service, access: Access): void
  stop(): Promise<void>
}

interface Mounted extends Access {
  prefix: string
  service: Service
}

// Hosted Supabase takes 50 MB at most on the free plan; the buckets of a project set their own limits below that.
const BODY_LIMIT = 50 * 1024 * 1024

// As Supabase's own gateway: longer than clients keep an idle connection, or a request that crosses the closing is reset.
const IDLE_MS = 75_000

/** Takes the port at once, so that nobody else does, and answers 503 until services are mounted. */
export async function startGateway(
  port: number,
  keys: StackKeys,
  identity: () => object,
  log: (message: string) => void,
): Promise<Gateway> {
  const mounted: Mounted[] = []
  const find = (path: string): Mounted | undefined =>
    mounted.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`))
  const sockets = new Set<Duplex>()

  const server = createServer((request, response) => {
    answer(request, response, { find, keys, identity, ready: () => mounted.length > 0 }).catch(error => {
      log(`${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}`)
      if (response.headersSent) response.destroy()
      else sendJson(response, 500, { code: 'unexpected_failure', message: 'Unexpected failure in the local stack' })
    })
  })
  server.keepAliveTimeout = IDLE_MS
  server.on('connection', socket => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (request, socket: Socket, head) => {
    socket.on('error', () => socket.destroy())
    const entry = find(pathOf(request))
    if (!entry?.service.upgrade) return void socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n')
    exchangeKey(request, keys)
    entry.service.upgrade(request, socket, head)
  })
  await listen(server, port)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    mount: (prefix, service, access) => void mounted.push({ prefix, service, ...access }),
    stop: () => close(server, sockets),
  }
}

interface Surroundings {
  find(path: string): Mounted | undefined
  keys: StackKeys
  identity(): object
  ready(): boolean
}

async function answer(request: IncomingMessage, response: ServerResponse, around: Surroundings): Promise<void> {
  const path = pathOf(request)
  const entry = around.find(path)
  if (isPreflight(request) && !entry?.ownPreflight && !entry?.ownOriginOnly) return answerPreflight(request, response)
  if (!entry?.ownOriginOnly) allowOrigin(response)
  else if (!isThisMachine(request)) return sendJson(response, 403, { message: 'Only for this machine' })
  if (path === '/health') return sendJson(response, 200, around.identity())
  if (!around.ready()) return sendJson(response, 503, { message: 'The local stack is starting' })
  if (!entry) return unknownPath(response, path)
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) {
    return sendJson(response, 413, { message: 'Request body is larger than 50 MB' })
  }
  const rest = path.slice(entry.prefix.length) || '/'
  const refusal = exchangeKey(request, around.keys)
  if (refusal && !entry.keyless(rest)) return sendJson(response, 401, refusal)
  await entry.service.handle(request, response, rest + (request.url ?? '').slice(path.length))
}

function unknownPath(response: ServerResponse, path: string): void {
  const what = /^\/(analytics|graphql|pg|pg-meta|rest-admin|api|project)(\/|$)/.exec(path)?.[1]
  if (what) return notInLocalStack(response, what)
  sendJson(response, 404, { message: 'no Route matched with those values' })
}

/** A foreign name that resolves to 127.0.0.1 would make any web page a page of our origin. */
function isThisMachine({ headers }: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '')
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const end = url.search(/[?#]/)
  return end < 0 ? url : url.slice(0, end)
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portInUse(port, 'stack', '--port') : error),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
}

function close(server: Server, sockets: Set<Duplex>): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    for (const socket of sockets) socket.destroy()
  })
}
