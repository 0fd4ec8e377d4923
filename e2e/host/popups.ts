import { toOuter } from './addresses.ts'
import { browser } from './browser.ts'
import { complain, verdictOn } from './host.ts'
import type { WebContents } from './web-contents.ts'

interface Wish {
  url: string
  frameName: string
  features: string
  disposition: string
}

type OpenHandler = (details: Wish & { referrer: object }) => { action: 'allow' | 'deny' }

/**
 * Windows that a page wants to open. Main's handler decides; a denied `window.open` gives null at once, and a denied link's target is
 * closed before anybody sees it. A window that main allows cannot be had here: the host complains.
 */
export class Popups {
  handler: OpenHandler | null = null

  readonly contents: WebContents

  constructor(contents: WebContents) {
    this.contents = contents
  }

  ask(wish: Wish): boolean {
    const action = this.handler?.({ ...wish, referrer: { url: this.contents.getURL() } }).action ?? 'allow'
    if (action === 'allow') complain('main allowed a new window, which is not implemented')
    return action === 'allow'
  }

  /** What a link or a form is about to open, which no script was asked about. */
  readonly announced: string[] = []

  announce(url: string): void {
    this.announced.push(toOuter(url))
  }

  /** A target that the page opened without asking (`target=_blank`): the handler is asked now. */
  async settle(targetId: string, sessionId: string): Promise<void> {
    const url = this.announced.shift() ?? ''
    this.ask({ url, frameName: '', features: '', disposition: 'foreground-tab' })
    verdictOn(targetId).decide(false)
    await closeTarget(targetId, sessionId)
  }
}

/** Closes a target that waits to begin. */
export async function closeTarget(targetId: string, sessionId: string): Promise<void> {
  await browser.send('Target.closeTarget', { targetId }).catch(() => {}) // it may have gone by itself
  await browser.send('Runtime.runIfWaitingForDebugger', {}, sessionId).catch(() => {}) // as it now should have
}
