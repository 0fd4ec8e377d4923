import type { BridgeParts, Operation, WorldBridge } from './world-bridge.ts'

export interface MainBoot {
  secret: string
  schemes: { scheme: string; allowServiceWorkers: boolean }[]
}

type Method = (...args: unknown[]) => unknown

/**
 * The page's half of the context bridge, and where the page's own world differs from a browser's in Electron. Runs before any script of
 * the page, by its text, and takes what it needs of the platform before the page can change it.
 */
export function mainWorld(boot: MainBoot, makeBridge: (parts: BridgeParts) => WorldBridge): void {
  const { dispatchEvent, addEventListener } = EventTarget.prototype
  const listen = (target: EventTarget, name: string, listener: (event: Event) => void, options?: object) =>
    void Reflect.apply(addEventListener, target, [name, listener, options])
  const fire = (target: EventTarget, event: Event) => void Reflect.apply(dispatchEvent, target, [event])

  function freeze(value: unknown, seen = new Set<unknown>()): void {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function') || ArrayBuffer.isView(value) || seen.has(value)) return
    seen.add(value)
    for (const key of Reflect.ownKeys(value)) freeze((value as Record<PropertyKey, unknown>)[key], seen)
    Object.freeze(value)
  }

  /** Electron answers `window.open` at once, with null when main denies. */
  function wrapOpen(bridge: WorldBridge): void {
    const native = window.open
    const open = (...args: [url?: string | URL, target?: string, features?: string]): Window | null => {
      const [url, target = '', features = ''] = args
      const absolute = url === undefined || url === '' ? 'about:blank' : URL.parse(String(url), document.baseURI)?.href
      if (absolute === undefined) return Reflect.apply(native, window, args)
      const allowed = bridge.run('hostNow', 'window-open', { url: absolute, frameName: String(target), features: String(features) })
      return allowed ? Reflect.apply(native, window, args) : null
    }
    Object.defineProperty(window, 'open', { value: open, writable: true, enumerable: true, configurable: true })
  }

  /** What a custom scheme does not have, although the origin that stands in for it has. */
  function dropCookies(): void {
    const scheme = boot.schemes.find((one) => location.hostname.endsWith(`.${one.scheme}.localhost`))
    if (!scheme) return
    Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {}, configurable: true, enumerable: true })
    if (scheme.allowServiceWorkers || !window.ServiceWorkerContainer) return
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new TypeError('Failed to register a ServiceWorker: the URL protocol is not supported.'))
  }

  /** Main's permission handler is asked first; the browser's own state then follows its answer. */
  function wrapPermissions(bridge: WorldBridge): void {
    const before = (of: object | undefined, method: string, name: string, details: (args: unknown[]) => object = () => ({})) => {
      const holder = of as Record<string, Method> | undefined
      const native = holder?.[method]
      if (!holder || !native) return
      holder[method] = function (this: unknown, ...args: unknown[]) {
        return bridge.ask('hostLater', 'permission', { name, ...details(args) }).then(() => Reflect.apply(native, this, args) as unknown)
      }
    }
    before(window.Notification, 'requestPermission', 'notifications')
    before(window.Clipboard?.prototype, 'readText', 'clipboard-read')
    before(window.Clipboard?.prototype, 'read', 'clipboard-read')
    before(window.Geolocation?.prototype, 'getCurrentPosition', 'geolocation')
    before(window.Geolocation?.prototype, 'watchPosition', 'geolocation')
    before(window.MediaDevices?.prototype, 'getUserMedia', 'media', ([wanted]) => {
      const { audio, video } = (wanted ?? {}) as MediaStreamConstraints
      return { mediaTypes: [audio && 'audio', video && 'video'].filter(Boolean) }
    })
  }

  function meet(hello: Event): void {
    hello.stopImmediatePropagation()
    const channel = (hello as MouseEvent).relatedTarget
    if (!channel) return
    const bridge = makeBridge({ channel, listen, fire, mine: 'm', theirs: 'i' })
    bridge.operations.has = ((key: string) => key in window) as Operation
    bridge.operations.expose = ((key: string, node: Parameters<WorldBridge['decode']>[0]) => {
      const value = bridge.decode(node)
      freeze(value)
      Object.defineProperty(window, key, { value, writable: false, enumerable: true, configurable: false })
    }) as Operation
    wrapOpen(bridge)
    dropCookies()
    wrapPermissions(bridge)
  }
  listen(document, boot.secret, meet, { once: true, capture: true })
}
