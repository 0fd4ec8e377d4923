import type { Codec } from './wire-codec.ts'
import type { BridgeParts, Operation, WorldBridge } from './world-bridge.ts'

/** What a preload's world is given to begin with. */
export interface IsolatedBoot {
  secret: string
  /** Name of the function that reaches the host, taken away before the preload runs. */
  binding: string
  /** Name of the function by which the host reaches in. */
  receiver: string
  preloadPath: string
  process: Record<string, unknown>
}

type Preload = (require: (name: string) => unknown, process: object, exports: object, module: object) => void
type Listener = (event: object, ...args: unknown[]) => void

/**
 * The preload's half of a page: `require`, `process`, `ipcRenderer` and `contextBridge` as a sandboxed preload has them.
 * Runs in the isolated world by its text, with the other makers handed in.
 */
export function isolatedWorld(boot: IsolatedBoot, preload: Preload | null, makeBridge: (parts: BridgeParts) => WorldBridge, makeCodec: () => Codec): void {
  const world = globalThis as unknown as Record<string, unknown>
  const toHost = world[boot.binding] as (json: string) => void
  delete world[boot.binding]
  const codec = makeCodec()
  const channel = document.createElement('a')
  document.dispatchEvent(new MouseEvent(boot.secret, { relatedTarget: channel }))
  const bridge = makeBridge({
    channel,
    listen: (target, name, listener) => target.addEventListener(name, listener),
    fire: (target, event) => void target.dispatchEvent(event),
    mine: 'i',
    theirs: 'm',
  })
  const post = (message: object) => toHost(JSON.stringify({ ...message, href: location.href, origin: self.origin }))

  // The host answers `window.open` while this script stands still at `debugger`, by writing into `box`: Electron's answer is synchronous.
  bridge.operations.hostNow = ((kind: string, data: object) => {
    let box = ''
    post({ kind, data, now: true })
    // oxlint-disable-next-line no-debugger
    debugger
    box ||= ''
    return (JSON.parse(box) as { value: unknown }).value
  }) as Operation
  bridge.operations.hostLater = ((id: string, kind: string, data: object) => post({ kind, id, data })) as Operation

  const listeners = new Map<string, Listener[]>()
  const pending = new Map<number, (reply: { error?: string; result?: unknown }) => void>()
  let count = 0
  const off = (name: string, listener: Listener) => {
    listeners.set(name, (listeners.get(name) ?? []).filter((one) => one !== listener))
    return ipcRenderer
  }
  const ipcRenderer = {
    on(name: string, listener: Listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener])
      return ipcRenderer
    },
    off,
    removeListener: off,
    send: (name: string, ...args: unknown[]) => post({ kind: 'send', name, args: codec.encode(args) }),
    async invoke(name: string, ...args: unknown[]) {
      const id = ++count
      const encoded = codec.encode(args)
      const reply = await new Promise<{ error?: string; result?: unknown }>((resolve) => {
        pending.set(id, resolve)
        post({ kind: 'invoke', id, name, args: encoded })
      })
      if (reply.error !== undefined) throw new Error(`Error invoking remote method '${name}': ${reply.error}`)
      return codec.decode(reply.result)
    },
  }

  function receive(json: string): void {
    const message = JSON.parse(json) as { kind: string; id: number; name: string; args: unknown; value: unknown; error?: string; result?: unknown }
    if (message.kind === 'reply') {
      pending.get(message.id)?.(message)
      pending.delete(message.id)
    } else if (message.kind === 'settle') {
      bridge.run('settle', message.id, true, bridge.encode(message.value))
    } else {
      const event = { sender: ipcRenderer, ports: [] }
      for (const listener of listeners.get(message.name) ?? []) listener(event, ...(codec.decode(message.args) as unknown[]))
    }
  }
  Object.defineProperty(world, boot.receiver, { value: receive })
  if (!preload) return

  const lacks = (name: string) => (of: Record<string, unknown>) =>
    new Proxy(of, {
      get(target, key) {
        if (key in target || typeof key === 'symbol') return target[key as string]
        throw new Error(`[electron-host] ${name}.${key} is not implemented in a preload`)
      },
    })
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      if (bridge.run('has', key)) throw new Error('Cannot bind an API on top of an existing property on the window object')
      bridge.run('expose', key, bridge.encode(api === ipcRenderer ? {} : api, globalThis))
    },
  }
  const electron = lacks('electron')({ contextBridge: lacks('contextBridge')(contextBridge), ipcRenderer: lacks('ipcRenderer')(ipcRenderer) })
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  try {
    preload(require, boot.process, module.exports, module)
  } catch (error) {
    console.error(`Unable to load preload script: ${boot.preloadPath}`, error)
    post({ kind: 'preload-error', data: { path: boot.preloadPath, message: String(error) } })
  }
}
