import { EventEmitter } from 'node:events'
import { HostEvent } from '../host.ts'

/** Electron's Notification. Nobody sees it; a story watches `show` and emits `click`. */
export class Notification extends EventEmitter {
  readonly title: string
  readonly body: string

  constructor({ title = '', body = '' }: { title?: string; body?: string } = {}) {
    super()
    this.title = title
    this.body = body
  }

  show(): void {
    this.emit('show', new HostEvent({ sender: this }))
  }

  close(): void {
    this.emit('close', new HostEvent({ sender: this }))
  }

  static isSupported(): boolean {
    return true
  }
}
