import { createServer, request, type ClientRequest, type IncomingMessage, type RequestOptions, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { configureRequestOptions, configureRequestUrl, HttpExecutor, type DownloadOptions } from 'builder-util-runtime'

/** electron-updater's transport on Node's own HTTP, where Electron's is not there. */
export class NodeExecutor extends HttpExecutor<ClientRequest> {
  createRequest(options: RequestOptions, callback: (response: IncomingMessage) => void): ClientRequest {
    return request(options, callback)
  }

  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const wanted: RequestOptions = { headers: options.headers ?? {} }
      configureRequestUrl(url, wanted)
      configureRequestOptions(wanted)
      const callback = (error: Error | null) => (error ? reject(error) : resolve(destination))
      this.doDownload(wanted, { destination, options, onCancel, callback, responseHandler: null }, 0)
    })
  }
}

/** A feed on this machine that serves what it is given, or does so badly. */
export class Feed {
  readonly files = new Map<string, string | Buffer>()
  /** Paths whose answer breaks off halfway, and those that come byte by byte and never end. */
  readonly cutOff = new Set<string>()
  readonly slow = new Set<string>()
  readonly asked: string[] = []
  readonly #server: Server
  readonly #dripping = new Set<NodeJS.Timeout>()
  url = ''

  private constructor() {
    this.#server = createServer((incoming, response) => this.#answer(new URL(incoming.url ?? '/', 'http://x').pathname, response))
  }

  static async open(): Promise<Feed> {
    const feed = new Feed()
    await new Promise<void>((resolve) => feed.#server.listen(0, '127.0.0.1', resolve))
    feed.url = `http://127.0.0.1:${(feed.#server.address() as AddressInfo).port}`
    return feed
  }

  #answer(path: string, response: ServerResponse): void {
    this.asked.push(path)
    const body = this.files.get(path)
    if (body === undefined) return void response.writeHead(404).end()
    response.setHeader('content-length', Buffer.byteLength(body))
    if (this.cutOff.has(path)) return void response.write(body.slice(0, body.length / 2), () => response.destroy())
    if (!this.slow.has(path)) return void response.end(body)
    let at = 0
    const drip = setInterval(() => response.write(body.slice(at, ++at)), 100)
    this.#dripping.add(drip)
  }

  async close(): Promise<void> {
    this.#dripping.forEach((drip) => clearInterval(drip))
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
