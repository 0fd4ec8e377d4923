import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { build } from 'vite'

const top = resolve(import.meta.dirname, '../..')

/** Bundles a script for the browser and gives its text. The path is from the top; `alias` replaces modules by files. */
export async function bundle(path: string, alias: Record<string, string> = {}): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    root: top,
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { alias: Object.fromEntries(Object.entries(alias).map(([name, file]) => [name, resolve(top, file)])) },
    build: { write: false, lib: { entry: resolve(top, path), formats: ['es'], fileName: 'page' } },
  })
  return (built as unknown as { output: { code: string }[] }[])[0]?.output[0]?.code ?? ''
}

/** A server on loopback that gives a page with this script at every address. What the page posts is told with its path, and answered with what comes back. */
export async function servePage(script: string, told: (path: string, body: string) => unknown = () => undefined): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const answer = request.method === 'POST' ? await told(request.url ?? '', await bodyOf(request)) : undefined
    response.setHeader('content-type', request.method === 'GET' ? 'text/html' : 'application/json')
    response.end(request.method === 'GET' ? `<!doctype html><script type="module">${script}</script>` : JSON.stringify(answer ?? null))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
