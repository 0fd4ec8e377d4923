import { toInner } from './addresses.ts'
import { browser } from './browser.ts'
import type { WebContents } from './web-contents.ts'
import type { WebFrameMain } from './web-frame.ts'

type RequestHandler = (contents: WebContents, permission: string, answer: (granted: boolean) => void, details: object) => void
type CheckHandler = (contents: WebContents | null, permission: string, origin: string, details: object) => boolean

/** Electron's names for permissions, and Chromium's. */
const names: Record<string, string> = {
  notifications: 'notifications',
  geolocation: 'geolocation',
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-sanitized-write',
  midi: 'midi',
  'idle-detection': 'idle-detection',
  camera: 'camera',
  microphone: 'microphone',
}

/** Main's say about what pages may do. As in Electron everything is granted where main set no handler. */
export class Permissions {
  request: RequestHandler | null = null
  check: CheckHandler | null = null

  /** Asks main, and makes Chromium's own state follow. */
  async ask(contents: WebContents, frame: WebFrameMain, name: string, details: object): Promise<boolean> {
    const { request } = this
    const about = { requestingUrl: frame.url, isMainFrame: !frame.parent, ...details }
    const granted = request ? await new Promise<boolean>((resolve) => request(contents, name, resolve, about)) : true
    for (const each of name === 'media' ? ['camera', 'microphone'] : [name]) await this.#set(each, frame.url, granted)
    return granted
  }

  /** Sets what `navigator.permissions` and the like see on a page, by main's check handler. */
  async apply(url: string): Promise<void> {
    const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/]+/.exec(url)?.[0]
    if (!origin) return
    const checked = (name: string) => this.check?.(null, name === 'camera' || name === 'microphone' ? 'media' : name, origin, { requestingUrl: url, isMainFrame: true }) ?? true
    await Promise.all(Object.keys(names).map((name) => this.#set(name, origin, checked(name))))
  }

  async #set(name: string, url: string, granted: boolean): Promise<void> {
    const { origin } = new URL(toInner(url))
    const permission = { name: names[name] ?? name }
    await browser.send('Browser.setPermission', { permission, setting: granted ? 'granted' : 'denied', origin }).catch(() => {}) // one that Chromium has not
  }
}
