import { WebSocket, WebSocketServer, type RawData } from 'ws'
import { textToInner, textToOuter } from './addresses.ts'
import type { CdpMessage, TargetInfo } from './cdp.ts'
import { host, verdictOn } from './host.ts'

const options = { maxPayload: 1 << 30, perMessageDeflate: false }
/** Commands by which a story, not the page, begins a navigation. */
const navigations = new Set(['Page.navigate', 'Page.reload', 'Page.navigateToHistoryEntry'])

/**
 * The debugging address that Playwright talks to. It passes everything on, with three changes: URLs are those that main knows,
 * navigations of a story are noted, since Electron asks no guard about them, and a window that a page opened does not exist until
 * main has allowed it. Resolves with the address.
 */
export function startProxy(upstream: string): Promise<string> {
  const { pathname } = new URL(upstream)
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: pathname, ...options })
  server.on('connection', (client) => connect(client, new WebSocket(upstream, options)))
  return new Promise((resolve) => {
    server.on('listening', () => resolve(`ws://127.0.0.1:${(server.address() as { port: number }).port}${pathname}`))
  })
}

function connect(client: WebSocket, chromium: WebSocket): void {
  const early: string[] = []
  const gate = new Gate((text) => client.readyState === WebSocket.OPEN && client.send(textToOuter(text)))
  client.on('message', (data: RawData) => {
    const text = textToInner(String(data))
    gate.noteCommand(text)
    if (chromium.readyState === WebSocket.OPEN) chromium.send(text)
    else early.push(text)
  })
  chromium.on('open', () => early.splice(0).forEach((text) => chromium.send(text)))
  chromium.on('message', (data: RawData) => gate.pass(String(data)))
  const end = () => {
    client.terminate()
    chromium.terminate()
  }
  for (const socket of [client, chromium]) socket.on('close', end).on('error', end)
}

class Gate {
  readonly #targets = new Map<string, string>()
  /** What is held back for sessions that await their verdict, and the sessions that were refused. */
  readonly #held = new Map<string, string[]>()
  readonly #refused = new Set<string>()

  readonly out: (text: string) => void

  constructor(out: (text: string) => void) {
    this.out = out
  }

  noteCommand(text: string): void {
    if (!/"Page\.(navigate|reload)/.test(text)) return
    const { method = '', sessionId = '' } = JSON.parse(text) as CdpMessage
    const contents = host.contentsByTarget.get(this.#targets.get(sessionId) ?? '')
    if (contents && navigations.has(method)) contents.ownNavigations++
  }

  pass(text: string): void {
    if (text.includes('"Target.attachedToTarget"') && this.#attached(text)) return
    if (this.#held.size > 0 || this.#refused.size > 0) {
      const { sessionId, method, params } = JSON.parse(text) as CdpMessage
      const session = sessionId ?? (method === 'Target.detachedFromTarget' ? (params as { sessionId: string }).sessionId : '')
      if (this.#refused.has(session)) return
      const queue = this.#held.get(session)
      if (queue) return void queue.push(text)
    }
    this.out(text)
  }

  /** Whether the message waits for a verdict. */
  #attached(text: string): boolean {
    const { method, params } = JSON.parse(text) as CdpMessage
    if (method !== 'Target.attachedToTarget') return false
    const { sessionId, targetInfo } = params as { sessionId: string; targetInfo: TargetInfo }
    this.#targets.set(sessionId, targetInfo.targetId)
    if (targetInfo.type !== 'page' || !targetInfo.openerId) return false
    this.#held.set(sessionId, [text])
    void this.#release(sessionId, verdictOn(targetInfo.targetId).promise)
    return true
  }

  async #release(sessionId: string, verdict: Promise<boolean>): Promise<void> {
    const allowed = await verdict
    const queue = this.#held.get(sessionId) ?? []
    this.#held.delete(sessionId)
    if (allowed) queue.forEach(this.out)
    else this.#refused.add(sessionId)
  }
}
