import * as v from 'valibot'
import { channels, type Channel, type ChannelArgs } from '../core/bridge/channels.ts'

/** What the registrar needs of Electron's `ipcMain`. */
export interface Ipc {
  handle(channel: string, listener: (event: IpcEvent, ...args: unknown[]) => unknown): void
}

/** What it needs of an invoke event: the frame that sent it, null once that frame has gone. */
export interface IpcEvent {
  senderFrame: { url: string; parent: unknown } | null
}

/** Origin and host of the one page that may call. */
export const pageOrigin = 'app://console'

/** Whether the call comes from the top frame of our own page. */
export function isTrusted(event: IpcEvent): boolean {
  const frame = event.senderFrame
  if (!frame || frame.parent !== null) return false
  return frame.url === pageOrigin || frame.url.startsWith(`${pageOrigin}/`)
}

export type Handlers = { [C in Channel]: (...args: ChannelArgs<C>) => unknown }

/**
 * Registers every channel at one place: a call is refused unless its frame is trusted and its arguments fit the channel's
 * schema. Nothing else in the shell may touch `ipcMain`.
 */
export function register(ipc: Ipc, handlers: Handlers, log: (message: string) => void): void {
  for (const channel of Object.keys(channels) as Channel[]) {
    ipc.handle(channel, async (event, ...args) => {
      if (!isTrusted(event)) return refuse(channel, 'sender')
      const parsed = v.safeParse(channels[channel], args)
      if (!parsed.success) return refuse(channel, 'arguments')
      const handler = handlers[channel] as (...args: unknown[]) => unknown
      return await handler(...parsed.output)
    })
  }

  function refuse(channel: Channel, reason: string): never {
    log(`refused ${channel}: ${reason}`)
    throw new Error(`refused: ${reason}`)
  }
}
