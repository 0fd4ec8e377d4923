import { browser } from './browser.ts'
import { host } from './host.ts'
import { makeCodec } from './page/wire-codec.ts'
import type { WebContents } from './web-contents.ts'

export const codec = makeCodec()

/** A script world of a frame, as Chromium numbers it, until it is destroyed. */
export interface World {
  id: number
  sessionId: string
  frame: WebFrameMain
  alive: boolean
}

let count = 0

/** Electron's WebFrameMain: where a frame is, and whose child. */
export class WebFrameMain {
  readonly routingId = ++count
  readonly frameTreeNodeId = this.routingId
  readonly processId: number
  url = 'about:blank'
  origin = 'null'
  detached = false
  /** The preload's world, and the page's own. */
  isolated: World | null = null
  main: World | null = null

  readonly contents: WebContents
  readonly frameToken: string
  readonly parent: WebFrameMain | null

  constructor(contents: WebContents, frameToken: string, parent: WebFrameMain | null) {
    this.contents = contents
    this.frameToken = frameToken
    this.parent = parent
    this.processId = contents.id + 100
  }

  get top(): WebFrameMain {
    return this.parent ? this.parent.top : this
  }

  isDestroyed(): boolean {
    return this.detached
  }

  send(channel: string, ...args: unknown[]): void {
    let encoded: unknown
    try {
      encoded = codec.encode(args)
    } catch {
      throw new Error('Failed to serialize arguments')
    }
    this.deliver({ kind: 'event', name: channel, args: encoded })
  }

  /** Hands a message to the preload's world; one that has gone hears nothing, as in Electron. */
  deliver(message: object, world = this.isolated): void {
    if (!world || this.detached) return
    const call = {
      functionDeclaration: `function(json){globalThis[${JSON.stringify(`${host.secret}r`)}](json)}`,
      executionContextId: world.id,
      arguments: [{ value: JSON.stringify(message) }],
      silent: true,
    }
    browser.send('Runtime.callFunctionOn', call, world.sessionId).catch(() => {}) // the world went away meanwhile
  }

  /** Runs a script in the page's own world. Not faithful: the result comes as JSON, not as a structured clone. */
  async executeJavaScript(code: string): Promise<unknown> {
    const session = this.main?.sessionId
    const params = { expression: code, awaitPromise: true, returnByValue: true, contextId: this.main?.id }
    const { result, exceptionDetails } = await browser.send<{ result: { value?: unknown }; exceptionDetails?: { text: string } }>('Runtime.evaluate', params, session)
    if (exceptionDetails) throw new Error(exceptionDetails.text)
    return result.value
  }
}

/** The frames and worlds of one page, kept by what its sessions tell. */
export class FrameTree {
  readonly #frames = new Map<string, WebFrameMain>()
  readonly #worlds = new Map<string, World>()

  readonly contents: WebContents

  constructor(contents: WebContents) {
    this.contents = contents
  }

  /** The frame of this id, made when it is new. */
  of(id: string, parentId?: string): WebFrameMain {
    let frame = this.#frames.get(id)
    if (!frame) {
      frame = new WebFrameMain(this.contents, id, (parentId && this.#frames.get(parentId)) || null)
      this.#frames.set(id, frame)
      host.frames.set(id, frame)
    }
    return frame
  }

  find(id: string): WebFrameMain | undefined {
    return this.#frames.get(id)
  }

  remove(id: string): void {
    const frame = this.#frames.get(id)
    if (frame) frame.detached = true
    this.#frames.delete(id)
    host.frames.delete(id)
  }

  clear(): void {
    for (const id of this.#frames.keys()) this.remove(id)
  }

  addWorld(sessionId: string, id: number, frame: WebFrameMain, isolated: boolean, main: boolean): void {
    const world = { id, sessionId, frame, alive: true }
    this.#worlds.set(`${sessionId}:${id}`, world)
    if (isolated) frame.isolated = world
    else if (main) frame.main = world
  }

  world(sessionId: string, id: number): World | undefined {
    return this.#worlds.get(`${sessionId}:${id}`)
  }

  /** A world that is destroyed, or with no id all worlds of the session. */
  endWorlds(sessionId: string, id?: number): void {
    for (const [key, world] of this.#worlds) {
      if (world.sessionId !== sessionId || (id !== undefined && world.id !== id)) continue
      world.alive = false
      if (world.frame.isolated === world) world.frame.isolated = null
      if (world.frame.main === world) world.frame.main = null
      this.#worlds.delete(key)
    }
  }
}
