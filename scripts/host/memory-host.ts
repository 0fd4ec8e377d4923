import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A static host as Netlify is: a file there is goes first, else the first rule of `_redirects` that fits; headers of all rules of `_headers` that fit. */
export class MemoryHost {
  files: Readonly<Record<string, string | Buffer>>
  /** A host that does not know `_headers`. */
  bare = false
  url = ''
  readonly #server: Server

  private constructor(files: Record<string, string>) {
    this.files = files
    this.#server = createServer(({ url: path = '/' }, response) => {
      const { status, body, headers } = this.#answer(new URL(path, 'http://host').pathname)
      response.writeHead(status, headers).end(body)
    })
  }

  /** Serves files by their paths (`/index.html`). */
  static async open(files: Record<string, string> = {}): Promise<MemoryHost> {
    const host = new MemoryHost(files)
    await new Promise<void>((resolve) => host.#server.listen(0, '127.0.0.1', resolve))
    host.url = `http://127.0.0.1:${(host.#server.address() as AddressInfo).port}`
    return host
  }

  #answer(path: string): { status: number; body: string | Buffer; headers: Record<string, string> } {
    const file = this.files[path === '/' ? '/index.html' : path]
    const rule = lines(this.files['/_redirects']).map((line) => line.split(' ')).find(([from = '']) => fits(from, path))
    const headers = this.bare ? {} : this.#headersOf(path)
    return file === undefined ? { status: Number(rule?.[2] ?? 404), body: this.files[rule?.[1] ?? ''] ?? '', headers } : { status: 200, body: file, headers }
  }

  #headersOf(path: string): Record<string, string> {
    const headers: Record<string, string> = {}
    let applies = false
    for (const line of lines(this.files['/_headers'])) {
      if (!line.startsWith(' ')) applies = fits(line, path)
      else if (applies) {
        const [, name, value] = /^ {2}([\w-]+): (.+)$/.exec(line) ?? []
        if (!name || !value) throw new Error(`not a header: ${line}`)
        // A host joins what two rules give.
        headers[name] = headers[name] ? `${headers[name]}, ${value}` : value
      }
    }
    return { 'cache-control': 'public, max-age=0, must-revalidate', ...headers }
  }

  close(): void {
    this.#server.close()
  }
}

const lines = (text: string | Buffer = '') => String(text).trimEnd().split('\n')
const fits = (pattern: string, path: string) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern)
