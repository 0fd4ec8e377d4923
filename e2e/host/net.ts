import { EventEmitter } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { PassThrough } from 'node:stream'
import { host } from './host.ts'
import type { Session } from './session.ts'

const local = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/
const codes: Record<string, string> = { ECONNREFUSED: 'CONNECTION_REFUSED', ECONNRESET: 'CONNECTION_RESET', ENOTFOUND: 'NAME_NOT_RESOLVED' }
const netError = (code = '') => new Error(`net::ERR_${codes[code] ?? 'FAILED'}`)

/** Nothing leaves the machine. */
function stay(url: string): void {
  if (!local.test(new URL(url).hostname)) throw netError('ENOTFOUND')
}

/** `net.fetch` on Node's own stack; main's schemes are answered by main. */
export async function fetchFor(session: Session, input: string | Request, init?: RequestInit): Promise<Response> {
  if (!host.ready) throw new Error('net.fetch can only be used after app is ready')
  const url = typeof input === 'string' ? input : input.url
  const handler = session.schemes.handlers.get(new URL(url).protocol.slice(0, -1))
  if (handler) return handler(new Request(input, init))
  stay(url)
  return fetch(input, init).catch((error: Error & { cause?: { code?: string } }) => {
    throw Object.assign(netError(error.cause?.code), { cause: error })
  })
}

interface RequestOptions {
  url?: string
  protocol?: string
  hostname?: string
  port?: number | string
  path?: string
  method?: string
  headers?: Record<string, string>
  redirect?: 'follow' | 'manual' | 'error'
}

/** Electron's ClientRequest, as far as an updater uses it: headers, redirects that it follows itself, a body that streams. */
export class ClientRequest extends EventEmitter {
  readonly #options: RequestOptions
  readonly #headers: Record<string, string>
  #request: http.ClientRequest | null = null
  #aborted = false
  #follows = false

  constructor(options: RequestOptions, onResponse?: (response: PassThrough) => void) {
    super()
    this.#options = options
    this.#headers = { ...options.headers }
    if (onResponse) this.once('response', onResponse)
  }

  setHeader(name: string, value: string): void {
    this.#headers[name] = value
  }
  getHeader(name: string): string | undefined {
    return this.#headers[name]
  }
  removeHeader(name: string): void {
    delete this.#headers[name]
  }
  followRedirect(): void {
    this.#follows = true
  }
  write(): never {
    throw new Error('[electron-host] ClientRequest.write is not implemented')
  }
  end(): void {
    const { url, protocol = 'https:', hostname, port, path = '/' } = this.#options
    this.#go(url ?? `${protocol}//${hostname}${port ? `:${port}` : ''}${path}`)
  }
  abort(): void {
    this.#aborted = true
    this.#request?.destroy()
    this.emit('abort')
    this.emit('close')
  }

  #go(url: string): void {
    try {
      stay(url)
    } catch (error) {
      return void this.emit('error', error)
    }
    const { method = 'GET' } = this.#options
    const request = (url.startsWith('https:') ? https : http).request(url, { method, headers: this.#headers }, (response) => this.#respond(url, response))
    request.on('error', (error: NodeJS.ErrnoException) => this.#aborted || this.emit('error', Object.assign(netError(error.code), { cause: error })))
    this.#request = request
    request.end()
  }

  #respond(url: string, response: IncomingMessage): void {
    const { location } = response.headers
    if (location && [301, 302, 303, 307, 308].includes(response.statusCode ?? 0)) {
      response.resume()
      const next = new URL(location, url).href
      this.#follows = this.#options.redirect !== 'manual'
      this.emit('redirect', response.statusCode, 'GET', next, response.headers)
      return this.#follows ? this.#go(next) : this.abort()
    }
    const body = new PassThrough()
    response.pipe(body)
    response.on('aborted', () => body.emit('aborted'))
    response.on('error', (error) => this.#aborted || body.destroy(error))
    body.on('end', () => this.emit('close'))
    const { statusCode, statusMessage, headers, rawHeaders, httpVersion } = response
    this.emit('response', Object.assign(body, { statusCode, statusMessage, headers, rawHeaders, httpVersion }))
  }
}
