import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { brotliCompressSync } from 'node:zlib'
import { freePort } from '../stack/process/ports.ts'

/** Stands before a server of ours as a host's edge stands before the real one: what is text leaves it as Brotli. Loopback, HTTP/1.1. */
export interface CompressingHost {
  url: string
  stop(): Promise<void>
}

/** Compresses what `target` answers; each answer once, so that a measured request does not wait for it twice. */
export async function compressingHost(target: () => string): Promise<CompressingHost> {
  const port = await freePort()
  const kept = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    pass(target(), kept, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function pass(target: string, kept: Map<string, Buffer>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { host: _, connection: __, 'accept-encoding': ___, ...headers } = request.headers
  const body = request.method === 'POST' ? await bodyOf(request) : undefined
  const answer = await fetch(target + request.url, { method: request.method!, headers: headers as Record<string, string>, redirect: 'manual', ...(body && { body }) })
  const bytes = Buffer.from(await answer.arrayBuffer())
  const out = Object.fromEntries([...answer.headers].filter(([name]) => !/^(content-length|content-encoding|transfer-encoding|connection|keep-alive)$/.test(name)))
  if (bytes.length === 0 || !/text|json|javascript|svg/.test(answer.headers.get('content-type') ?? '')) return void response.writeHead(answer.status, out).end(bytes)
  response.writeHead(answer.status, { ...out, 'content-encoding': 'br', vary: 'accept-encoding' }).end(compressed(bytes, kept))
}

function compressed(bytes: Buffer, kept: Map<string, Buffer>): Buffer {
  const key = bytes.toString('latin1')
  const small = kept.get(key) ?? brotliCompressSync(bytes)
  kept.set(key, small)
  return small
}

async function bodyOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
