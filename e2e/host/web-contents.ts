import { EventEmitter } from 'node:events'
import { toInner, toOuter } from './addresses.ts'
import { browser } from './browser.ts'
import type { NavigatedFrame } from './cdp.ts'
import { complain, host, HostEvent } from './host.ts'
import { IpcRouter } from './ipc-router.ts'
import { loadError } from './net-errors.ts'
import { attachPage } from './page-session.ts'
import { Popups } from './popups.ts'
import type { Session } from './session.ts'
import { strict } from './strict.ts'
import { FrameTree, type WebFrameMain } from './web-frame.ts'

export interface WebPreferences {
  preload?: string
  sandbox?: boolean
  contextIsolation?: boolean
  nodeIntegration?: boolean
  nodeIntegrationInSubFrames?: boolean
  nodeIntegrationInWorker?: boolean
  webSecurity?: boolean
  webviewTag?: boolean
  spellcheck?: boolean
  session?: Session
}

const defaults: WebPreferences = { contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInSubFrames: false, nodeIntegrationInWorker: false, webSecurity: true, webviewTag: false, spellcheck: true }

let count = 0
/** Targets that are being made: what attaches meanwhile may be one of them. */
export const making = new Set<Promise<unknown>>()

/** Electron's webContents: one page of Chromium. Only sandboxed, isolated pages without Node can be had here. */
export class WebContents extends EventEmitter {
  readonly id = ++count
  /** What main holds: these contents, strict. */
  readonly self: this = strict('webContents', this)
  readonly tree = new FrameTree(this)
  readonly router = new IpcRouter(this)
  readonly popups = new Popups(this)
  readonly preferences: WebPreferences
  readonly ready: Promise<void>
  targetId = ''
  sessionId = ''
  /** Navigations under way that main or a story began: `will-navigate` is only for those of the page. */
  ownNavigations = 0
  /** Called when the session of the page stands. */
  attached: () => void = () => {}
  /** The page painted for the first time. */
  onPaint: () => void = () => {}
  onGone: () => void = () => {}
  #loader = ''
  #finishedLoader = ''
  #committed = false
  #wasLoaded = false
  #loading = false
  #failed = false
  #destroyed = false
  #crashed = false
  #title = ''

  readonly session: Session

  constructor(session: Session, preferences: WebPreferences = {}) {
    super()
    this.session = session
    this.preferences = { ...defaults, ...preferences }
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag, nodeIntegrationInWorker } = this.preferences
    if (!sandbox || !contextIsolation || nodeIntegration || nodeIntegrationInWorker || !webSecurity || webviewTag) {
      throw new Error('[electron-host] only hardened windows can be had: sandbox, contextIsolation and webSecurity on, Node and webviews off')
    }
    host.contentsById.set(this.id, this)
    const attached = new Promise<void>((resolve) => (this.attached = resolve))
    this.ready = this.#make().then(() => attached)
    this.ready.catch((error: unknown) => host.quitting || complain('a page could not be made', error))
    queueMicrotask(() => host.app.emit('web-contents-created', new HostEvent({ sender: this.self }), this.self))
  }

  async #make(): Promise<void> {
    const made = browser.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank', newWindow: true })
    making.add(made)
    try {
      this.targetId = (await made).targetId
      host.contentsByTarget.set(this.targetId, this)
    } finally {
      making.delete(made)
    }
  }

  attach(sessionId: string): Promise<void> {
    this.sessionId = sessionId
    return attachPage(this, sessionId)
  }

  get mainFrame(): WebFrameMain {
    return this.tree.of(this.targetId)
  }

  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument')
    this.mainFrame.send(channel, ...args)
  }

  setWindowOpenHandler(handler: Popups['handler']): void {
    this.popups.handler = handler
  }

  /** Resolves when the page has loaded, rejects with Chromium's error when it can't be. */
  async loadURL(url: string): Promise<void> {
    if (this.#destroyed) throw new Error('Object has been destroyed')
    const { href } = new URL(url)
    this.#loading = true
    await this.ready
    this.ownNavigations++
    const { errorText, loaderId } = await browser.send<{ errorText?: string; loaderId?: string }>('Page.navigate', { url: toInner(href) }, this.sessionId)
    if (errorText) {
      this.#loading = false
      const error = loadError(errorText, url)
      this.emit('did-fail-load', new HostEvent(), error.errno, error.code, url, true)
      throw error
    }
    if (loaderId) await this.#finished(loaderId)
    else this.#loading = false // the same document
  }

  #finished(loaderId: string): Promise<void> {
    if (this.#finishedLoader === loaderId) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const finish = (loader: string) => {
        if (loader !== loaderId) return
        this.off('host-finished', finish)
        resolve()
      }
      this.on('host-finished', finish)
      this.once('destroyed', () => reject(loadError('ERR_FAILED', this.getURL())))
    })
  }

  /** A document took the place of the one before. */
  committed(frame: NavigatedFrame): void {
    this.ownNavigations = 0
    this.#committed = this.#wasLoaded = true
    this.#crashed = false
    this.#loader = frame.loaderId
    this.#failed = frame.unreachableUrl !== undefined
    void this.session.permissions.apply(this.getURL())
    this.emit('did-navigate', new HostEvent({ sender: this.self }), this.getURL(), 200, 'OK')
  }

  startedLoading(): void {
    if (this.#loading) return
    this.#loading = true
    this.emit('did-start-loading')
  }

  /** Chromium stopped: after a document was committed that means it has loaded; before, that a navigation was given up. */
  stoppedLoading(): void {
    this.#loading = false
    if (this.#committed && !this.#failed && !this.#destroyed) {
      this.#committed = false
      this.#finishedLoader = this.#loader
      this.emit('host-finished', this.#loader)
      this.emit('did-finish-load', new HostEvent({ sender: this.self }))
      this.onPaint()
    }
    this.emit('did-stop-loading', new HostEvent({ sender: this.self }))
  }

  crashed(): void {
    this.#crashed = true
    this.emit('render-process-gone', new HostEvent({ sender: this.self }), { reason: 'crashed', exitCode: 139 })
  }

  titled(title: string): void {
    if (!this.#wasLoaded || title === this.#title || toInner(this.getURL()).endsWith(title)) return
    this.#title = title
    this.emit('page-title-updated', new HostEvent({ sender: this.self }), title, true)
  }

  reload(): void {
    this.ownNavigations++
    this.command('Page.reload')
  }

  /** Sends a command to the page when it stands; what it says against it is of no use to Electron's callers. */
  command(method: string, params: object = {}): void {
    this.ready.then(() => browser.send(method, params, this.sessionId)).catch(() => {})
  }

  async executeJavaScript(code: string): Promise<unknown> {
    await this.ready
    if (this.#loading) await new Promise((resolve) => this.once('did-stop-loading', resolve))
    return this.mainFrame.executeJavaScript(code)
  }

  /** Opens no dialog; a story puts its own function in place. */
  print(): void {
    throw new Error('[electron-host] webContents.print() and no story watched it')
  }

  async printToPDF(): Promise<Buffer> {
    await this.ready
    const { data } = await browser.send<{ data: string }>('Page.printToPDF', {}, this.sessionId)
    return Buffer.from(data, 'base64')
  }

  forcefullyCrashRenderer(): void {
    this.command('Page.crash')
  }

  getURL(): string {
    return this.#wasLoaded ? toOuter(this.mainFrame.url) : ''
  }
  getTitle(): string {
    return this.#title
  }
  getLastWebPreferences(): WebPreferences {
    return { ...this.preferences }
  }
  isLoading(): boolean {
    return this.#loading
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  isCrashed(): boolean {
    return this.#crashed
  }

  destroy(): void {
    if (this.#destroyed) return
    this.ready.then(() => browser.send('Target.closeTarget', { targetId: this.targetId })).catch(() => {}) // Chromium may be gone already
    this.gone()
  }

  /** The page is away, whoever closed it. */
  gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.tree.clear()
    host.contentsById.delete(this.id)
    host.contentsByTarget.delete(this.targetId)
    this.emit('destroyed', new HostEvent({ sender: this.self }))
    this.onGone()
  }
}

/** What main and Playwright ask of the class itself. */
export const webContents = {
  getAllWebContents: () => [...host.contentsById.values()].map(({ self }) => self),
  fromId: (id: number) => host.contentsById.get(id)?.self,
  fromDevToolsTargetId: (id: string) => host.contentsByTarget.get(id)?.self,
}
