import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MemoryHost } from './memory-host.ts'

/** What Netlify's API does with a deploy by digests, and the site that it then serves. */
export class MemoryNetlify {
  readonly host: MemoryHost
  /** Contents by SHA-1, kept from one deploy to the next. */
  readonly #contents = new Map<string, Buffer>()
  #deploy: { files: Record<string, string>; asked: number } | null = null
  /** Paths that were sent, and a word with which the next deploy fails. */
  readonly sent: string[] = []
  failing = ''
  url = ''
  readonly #server: Server

  private constructor(host: MemoryHost) {
    this.host = host
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(({ status, told }) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told)))
    })
  }

  static async open(): Promise<MemoryNetlify> {
    const netlify = new MemoryNetlify(await MemoryHost.open())
    await new Promise<void>((resolve) => netlify.#server.listen(0, '127.0.0.1', resolve))
    netlify.url = `http://127.0.0.1:${(netlify.#server.address() as AddressInfo).port}`
    return netlify
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; told: object }> {
    const body = Buffer.concat(await request.toArray())
    const { method, url: path = '', headers } = request
    if (headers.authorization !== 'Bearer a-token') return { status: 401, told: { message: 'Access Denied' } }
    if (method === 'POST' && path === '/sites/a-site/deploys') return this.#begin((JSON.parse(body.toString()) as { files: Record<string, string> }).files)
    if (method === 'PUT' && path.startsWith('/deploys/d1/files/')) return this.#take(decodeURIComponent(path.slice('/deploys/d1/files'.length)), body)
    if (method === 'GET' && path === '/deploys/d1') return this.#tell()
    return { status: 404, told: { message: 'Not Found' } }
  }

  #begin(files: Record<string, string>) {
    this.#deploy = { files, asked: 0 }
    return { status: 200, told: { id: 'd1', state: 'uploading', required: [...new Set(Object.values(files))].filter((sha1) => !this.#contents.has(sha1)) } }
  }

  #take(path: string, body: Buffer) {
    const sha1 = createHash('sha1').update(body).digest('hex')
    if (this.#deploy?.files[path] !== sha1) return { status: 422, told: { message: `${path} is another file` } }
    this.#contents.set(sha1, body)
    this.sent.push(path)
    return { status: 200, told: { path } }
  }

  /** Ready at the second asking, if every file is there. */
  #tell() {
    const { files, asked } = this.#deploy ?? { files: {}, asked: 0 }
    if (this.failing) return { status: 200, told: { id: 'd1', state: 'error', error_message: this.failing } }
    this.#deploy = { files, asked: asked + 1 }
    const ready = asked > 0 && Object.values(files).every((sha1) => this.#contents.has(sha1))
    if (ready) this.host.files = Object.fromEntries(Object.entries(files).map(([path, sha1]) => [path, this.#contents.get(sha1) ?? '']))
    return { status: 200, told: { id: 'd1', state: ready ? 'ready' : 'processing' } }
  }

  close(): void {
    this.#server.close()
    this.host.close()
  }
}
