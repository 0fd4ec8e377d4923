import { EventEmitter } from 'node:events'
import { browser } from './browser.ts'
import { host, HostEvent } from './host.ts'
import { session } from './session.ts'
import { strict } from './strict.ts'
import { WebContents, type WebPreferences } from './web-contents.ts'

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

interface Options extends Partial<Rectangle> {
  show?: boolean
  title?: string
  webPreferences?: WebPreferences
}

/** `Page.close` gets lost when Chromium swaps the page's process just then. */
const closesWithinMs = 700
let count = 0

/** Electron's BrowserWindow over a headless page: bounds, focus and visibility are told and remembered, nothing is seen. */
export class BrowserWindow extends EventEmitter {
  readonly id = ++count
  readonly webContents: WebContents
  #bounds: Rectangle
  #visible: boolean
  #focused: boolean
  #minimized = false
  #maximized = false
  #fullScreen = false
  #destroyed = false
  #painted = false
  #title: string
  /** What main holds: this window, strict. */
  #self: BrowserWindow

  constructor(options: Options = {}) {
    super()
    if (!host.ready) throw new Error('Cannot create BrowserWindow before app is ready')
    const { x = 0, y = 0, width = 800, height = 600, show = true, title = '', webPreferences = {} } = options
    this.#bounds = { x, y, width, height }
    this.#visible = this.#focused = show
    this.#title = title
    const contents = new WebContents(webPreferences.session ?? session.defaultSession, webPreferences)
    contents.onPaint = () => this.#paint()
    contents.onGone = () => this.#closed()
    this.webContents = contents.self
    this.#self = strict('BrowserWindow', this)
    this.webContents.on('page-title-updated', (_event, text: string) => (this.#title = text))
    void this.webContents.ready.then(() => this.#applyBounds()).catch(() => {}) // told where the page is made
    host.windows.set(this.id, this.#self)
    queueMicrotask(() => host.app.emit('browser-window-created', new HostEvent({ sender: this.#self }), this.#self))
    return this.#self
  }

  #tell(name: string): void {
    this.emit(name, new HostEvent({ sender: this.#self }))
  }

  #paint(): void {
    if (this.#painted || this.webContents.getURL() === '') return
    this.#painted = true
    this.#tell('ready-to-show')
  }

  async #applyBounds(): Promise<void> {
    const { sessionId } = this.webContents
    const { windowId } = await browser.send<{ windowId: number }>('Browser.getWindowForTarget', {}, sessionId)
    const { width, height } = this.#bounds
    await browser.send('Browser.setContentsSize', { windowId, width, height })
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }
  reload(): void {
    this.webContents.reload()
  }

  show(): void {
    if (!this.#visible) {
      this.#visible = true
      this.#tell('show')
    }
    this.focus()
  }
  hide(): void {
    this.#visible = this.#focused = false
    this.#tell('hide')
  }
  focus(): void {
    if (this.#focused) return
    this.#focused = true
    this.#tell('focus')
  }
  blur(): void {
    this.#focused = false
    this.#tell('blur')
  }
  minimize(): void {
    this.#minimized = true
    this.#focused = false
    this.#tell('minimize')
  }
  restore(): void {
    this.#minimized = false
    this.#tell('restore')
  }
  maximize(): void {
    this.#maximized = true
    this.#tell('maximize')
  }
  unmaximize(): void {
    this.#maximized = false
    this.#tell('unmaximize')
  }
  setFullScreen(full: boolean): void {
    this.#fullScreen = full
    this.#tell(full ? 'enter-full-screen' : 'leave-full-screen')
  }

  isVisible(): boolean {
    return this.#visible && !this.#minimized
  }
  isFocused(): boolean {
    return this.#focused
  }
  isMinimized(): boolean {
    return this.#minimized
  }
  isMaximized(): boolean {
    return this.#maximized
  }
  isFullScreen(): boolean {
    return this.#fullScreen
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  getTitle(): string {
    return this.#title
  }
  setTitle(title: string): void {
    this.#title = title
  }
  getBounds(): Rectangle {
    return { ...this.#bounds }
  }
  /** Not faithful: the same as `getBounds`, also while maximized. */
  getNormalBounds(): Rectangle {
    return { ...this.#bounds }
  }
  setBounds(bounds: Partial<Rectangle>): void {
    Object.assign(this.#bounds, bounds)
    void this.#applyBounds().catch(() => {}) // a window on its way out has none
    this.#tell('resize')
  }

  close(): void {
    if (this.#destroyed) return
    const event = new HostEvent({ sender: this.#self })
    this.emit('close', event)
    if (event.defaultPrevented) {
      host.quitting = false
      return
    }
    this.webContents.command('Page.close')
    setTimeout(() => this.#destroyed || this.webContents.destroy(), closesWithinMs).unref()
  }
  destroy(): void {
    this.webContents.destroy()
  }
  #closed(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    host.windows.delete(this.id)
    this.#tell('closed')
    host.app.windowClosed()
  }

  static getAllWindows(): BrowserWindow[] {
    return [...host.windows.values()]
  }
  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.isFocused()) ?? null
  }
  static fromWebContents(contents: WebContents | undefined): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents.id === contents?.id) ?? null
  }
}
