import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { sendJson } from './json.ts'

/** Forwards requests to a server on this machine, streaming both ways over kept connections. */
export interface Proxy {
  forward(request: IncomingMessage, response: ServerResponse, pathAndQuery: string): Promise<void>
  close(): void
}

// These belong to one connection, not to the message (RFC 9110, section 7.6.1).
const hopByHop = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade'])

/** Makes a proxy to `127.0.0.1:port`. */
export function createProxy(port: number): Proxy {
  const agent = new Agent({ keepAlive: true, maxSockets: 128, maxFreeSockets: 16 })
  return {
    forward: (request, response, path) => forward(agent, port, request, response, path),
    close: () => agent.destroy(),
  }
}

async function forward(
  agent: Agent,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const { method } = request
  const upstream = httpRequest({ agent, host: '127.0.0.1', port, path, method, headers: endToEnd(request) })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    upstream.once('response', resolve)
    upstream.once('error', reject)
  })
  response.once('close', () => upstream.destroy())
  pipeline(request, upstream).catch(() => undefined)
  try {
    const answer = await answered
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer))
    await pipeline(answer, response)
  } catch (error) {
    if (response.headersSent || response.destroyed) response.destroy()
    else sendJson(response, 502, { message: 'An invalid response was received from the upstream server', cause: String(error) })
  }
}

function endToEnd({ headers }: IncomingMessage): NodeJS.Dict<string | string[]> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)))
}
