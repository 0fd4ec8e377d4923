import { randomBytes } from 'node:crypto'
import type { EventEmitter } from 'node:events'
import type { BrowserWindow } from './browser-window.ts'
import type { WebContents } from './web-contents.ts'
import type { WebFrameMain } from './web-frame.ts'

/** An event as Electron's emitters give it: fields, and a default that a listener may prevent. */
export class HostEvent {
  defaultPrevented = false
  constructor(fields: object = {}) {
    Object.assign(this, fields)
  }
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** What the parts of one host process share. */
export const host = {
  /** Begins the names of what the host puts into a page; no page can guess it. */
  secret: `eh${randomBytes(9).toString('hex')}`,
  ready: false,
  quitting: false,
  userAgent: 'Mozilla/5.0',
  contentsById: new Map<number, WebContents>(),
  contentsByTarget: new Map<string, WebContents>(),
  frames: new Map<string, WebFrameMain>(),
  windows: new Map<number, BrowserWindow>(),
  /** Set by app.ts; here so that windows and contents can tell it without importing it. */
  app: null as unknown as EventEmitter & { windowClosed(): void },
}

/** Says what went wrong in the host itself; the stories' fixture fails on such a line. */
export function complain(what: string, error?: unknown): void {
  console.error(`[electron-host] ${what}`, error ?? '')
}

const verdicts = new Map<string, { promise: Promise<boolean>; decide: (allowed: boolean) => void }>()

/** Whether main allowed a target that a page opened; `decide` answers it, once. */
export function verdictOn(targetId: string): { promise: Promise<boolean>; decide: (allowed: boolean) => void } {
  let verdict = verdicts.get(targetId)
  if (!verdict) {
    let decide: (allowed: boolean) => void = () => {}
    const promise = new Promise<boolean>((resolve) => (decide = resolve))
    verdict = { promise, decide }
    verdicts.set(targetId, verdict)
  }
  return verdict
}
