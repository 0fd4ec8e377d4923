import { toOuter } from './addresses.ts'
import { browser } from './browser.ts'
import { complain, host, HostEvent } from './host.ts'
import { ipcMain } from './ipc-main.ts'
import type { WebContents } from './web-contents.ts'
import { codec, type World } from './web-frame.ts'

/** What a page's worlds send to the host. */
interface Message {
  kind: 'invoke' | 'send' | 'permission' | 'preload-error' | 'window-open'
  id: string
  name: string
  args: unknown
  data: { name: string; url: string; path: string; message: string; frameName: string; features: string }
  href: string
  origin: string
  now?: boolean
}

/** Carries the messages of one page's preload to main, and main's answers back. */
export class IpcRouter {
  /** The answer that a world at rest waits for, by session. */
  readonly #answers = new Map<string, boolean>()

  readonly contents: WebContents

  constructor(contents: WebContents) {
    this.contents = contents
  }

  take(world: World, json: string): void {
    const message = JSON.parse(json) as Message
    if (message.now) {
      const { url, frameName, features } = message.data
      this.#answers.set(world.sessionId, this.contents.popups.ask({ url: toOuter(url), frameName, features, disposition: 'new-window' }))
    } else if (message.kind === 'invoke') void this.#invoke(world, message)
    else if (message.kind === 'send') ipcMain.emit(message.name, this.#eventOf(world, message), ...(codec.decode(message.args) as unknown[]))
    else if (message.kind === 'permission') void this.#permission(world, message)
    else this.contents.emit('preload-error', new HostEvent(), message.data.path, new Error(message.data.message))
  }

  async #invoke(world: World, message: Message): Promise<void> {
    const reply = (answer: object) => world.frame.deliver({ kind: 'reply', id: message.id, ...answer }, world)
    try {
      const handler = ipcMain.handlers.get(message.name)
      if (!handler) throw new Error(`No handler registered for '${message.name}'`)
      reply({ result: codec.encode(await handler(this.#eventOf(world, message), ...(codec.decode(message.args) as unknown[]))) })
    } catch (error) {
      console.error(`Error occurred in handler for '${message.name}':`, error)
      reply({ error: String(error) })
    }
  }

  /** `senderFrame` is null once its frame has navigated away or is gone. */
  #eventOf(world: World, { href, origin }: Message): HostEvent {
    const { frame } = world
    frame.url = toOuter(href)
    frame.origin = toOuter(origin)
    const event = new HostEvent({ type: 'frame', sender: this.contents.self, frameId: frame.routingId, processId: frame.processId, ports: [] })
    return Object.defineProperty(event, 'senderFrame', { enumerable: true, get: () => (world.alive && !frame.detached ? frame : null) })
  }

  async #permission({ frame }: World, { id, data: { name, ...details } }: Message): Promise<void> {
    const value = await this.contents.session.permissions.ask(this.contents.self, frame, name, details)
    frame.deliver({ kind: 'settle', id, value })
  }

  /** The preload stands still at its `debugger`: writes the answer into its `box` and lets it go on. */
  async resume(sessionId: string, callFrameId: string | undefined): Promise<void> {
    const value = this.#answers.get(sessionId)
    this.#answers.delete(sessionId)
    try {
      const expression = `box = ${JSON.stringify(JSON.stringify({ value: value ?? false }))}`
      await browser.send('Debugger.evaluateOnCallFrame', { callFrameId, expression, silent: true }, sessionId)
      await browser.send('Debugger.resume', {}, sessionId)
    } catch (error) {
      if (!host.quitting) complain('a page stands still', error)
    }
  }
}
