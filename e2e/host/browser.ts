import { spawn, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import type { CdpMessage } from './cdp.ts'
import { host } from './host.ts'

/** One Chromium needs one list of features to do without: of several such switches only the last counts. */
const features = ['Translate', 'MediaRouter', 'OptimizationHints', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'LocalNetworkAccessChecks']
const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-popup-blocking',
  '--disable-auto-reload',
  '--disable-search-engine-choice-screen',
  '--password-store=basic',
  '--no-startup-window',
  '--remote-debugging-pipe',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost', // nothing leaves the machine
  `--disable-features=${features.join(',')}`,
]
/** Time that Chromium has to write its databases and end. */
const closesWithinMs = 5_000

interface Pending {
  method: string
  resolve: (result: unknown) => void
  reject: (error: Error) => void
}

/**
 * Chromium, spoken to through a pipe, so that it dies with this process whatever happens, and listening on a port for Playwright.
 * Emits protocol events by method; those of a session as `session:<id>` with the whole message.
 */
class Browser extends EventEmitter {
  closed = false
  version = ''
  #id = 0
  #pending = new Map<number, Pending>()
  #rest: Buffer[] = []
  #process: ChildProcess | null = null
  #pipe: Writable | null = null
  #exited: Promise<void> = Promise.resolve()

  /** Starts Chromium with this profile. Resolves with the address of its debugging port when one was asked for. */
  async start(profile: string, switches: ReadonlyMap<string, string>, withPort: boolean): Promise<string | null> {
    const program = process.env.ELECTRON_HOST_CHROMIUM
    if (!program) throw new Error('ELECTRON_HOST_CHROMIUM names no Chromium')
    mkdirSync(profile, { recursive: true })
    const extra = [...switches].filter(([name]) => name.startsWith('use-fake') || name.startsWith('use-file')).map(([name, value]) => (value ? `--${name}=${value}` : `--${name}`))
    const child = spawn(program, [...flags, ...extra, `--user-data-dir=${profile}`, ...(withPort ? ['--remote-debugging-port=0'] : [])], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    })
    this.#process = child
    this.#pipe = child.stdio[3] as Writable
    const kill = () => void child.kill('SIGKILL')
    process.on('exit', kill)
    this.#exited = new Promise((resolve) => child.once('exit', () => this.#ended(kill, resolve)))
    for (const stream of [child.stdio[3], child.stdio[4]]) stream?.on('error', () => {}) // its end is told by `exit`
    ;(child.stdio[4] as Readable).on('data', (chunk: Buffer) => this.#read(chunk))
    const port = this.#portOf(child)
    await this.#greet()
    return withPort ? port : null
  }

  #ended(kill: () => void, resolve: () => void): void {
    this.closed = true
    process.off('exit', kill)
    for (const { reject } of this.#pending.values()) reject(new Error('browser closed'))
    this.#pending.clear()
    resolve()
    this.emit('exit')
  }

  #portOf(child: ChildProcess): Promise<string> {
    let said = ''
    return new Promise((resolve) => {
      child.stderr?.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-20_000)
        const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
        if (found) resolve(found)
      })
    })
  }

  async #greet(): Promise<void> {
    const { product, userAgent } = await this.send<{ product: string; userAgent: string }>('Browser.getVersion')
    this.version = product.split('/')[1] ?? ''
    host.userAgent = userAgent.replace('HeadlessChrome', 'Chrome')
    const filter = [{ type: 'page' }, { exclude: true }]
    await Promise.all([
      this.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter }),
      this.send('Target.setDiscoverTargets', { discover: true, filter }),
      // One place sees every request of pages, workers and preflights: requests.ts.
      this.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] }),
    ])
  }

  #read(chunk: Buffer): void {
    let rest = chunk
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const text = Buffer.concat([...this.#rest, rest.subarray(0, end)]).toString()
      this.#rest = []
      rest = rest.subarray(end + 1)
      this.#take(JSON.parse(text) as CdpMessage)
    }
    if (rest.length > 0) this.#rest.push(rest)
  }

  #take(message: CdpMessage): void {
    if (message.id === undefined) {
      this.emit(message.sessionId ? `session:${message.sessionId}` : (message.method ?? ''), message.sessionId ? message : message.params)
      return
    }
    const pending = this.#pending.get(message.id)
    this.#pending.delete(message.id)
    if (message.error) pending?.reject(new Error(`${pending.method}: ${message.error.message}`))
    else pending?.resolve(message.result)
  }

  /** Sends a command, to a session if one is named. Rejects with what Chromium says against it. */
  send<Result = unknown>(method: string, params: object = {}, sessionId?: string): Promise<Result> {
    if (this.closed) return Promise.reject(new Error('browser closed'))
    return new Promise<Result>((resolve, reject) => {
      const id = ++this.#id
      this.#pending.set(id, { method, resolve: resolve as (result: unknown) => void, reject })
      this.#pipe?.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
  }

  /** Ends Chromium in good order, so that IndexedDB and its like reach the disk. */
  async close(): Promise<void> {
    if (!this.#process || this.closed) return
    this.send('Browser.close').catch(() => {}) // it answers or it ends
    const impatient = setTimeout(() => this.#process?.kill('SIGKILL'), closesWithinMs)
    await this.#exited
    clearTimeout(impatient)
  }
}

export const browser = new Browser()
