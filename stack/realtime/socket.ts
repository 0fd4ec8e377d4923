import type { RawData, WebSocket } from 'ws'
import { Channel, type ChannelServices, type Peer } from './channel.ts'
import { decode, encode, FrameError, type ClientMessage, type Version } from './codec.ts'

/** What was agreed on at the handshake. */
export interface Handshake {
  version: Version
  token: string
  headers: Record<string, string>
}

/** What one socket may use. */
export interface SocketLimits {
  maxChannels: number
  /** A client that reads slower than it is sent to is cut off when this many bytes wait for it. */
  maxBufferedBytes: number
}

/** One websocket and its channels. */
export class RealtimeSocket implements Peer {
  readonly version: Version
  readonly token: string
  readonly headers: Record<string, string>
  /** When the client was last heard of, in milliseconds. */
  lastSeen = Date.now()
  #socket: WebSocket
  #services: ChannelServices
  #limits: SocketLimits
  #channels = new Map<string, Channel>()

  constructor(socket: WebSocket, handshake: Handshake, services: ChannelServices, limits: SocketLimits) {
    this.version = handshake.version
    this.token = handshake.token
    this.headers = handshake.headers
    this.#socket = socket
    this.#services = services
    this.#limits = limits
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary))
    socket.on('error', error => services.log(`socket: ${error.message}`))
    socket.on('close', () => this.#disposeAll())
  }

  write(frame: string | Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#socket.send(frame, { binary: typeof frame !== 'string' })
    if (this.#socket.bufferedAmount <= this.#limits.maxBufferedBytes) return
    this.#services.log(`a slow socket was cut off with ${this.#socket.bufferedAmount} bytes waiting`)
    this.terminate()
  }

  push(joinRef: string | null, ref: string | null, topic: string, event: string, payload: unknown): void {
    this.write(encode({ joinRef, ref, topic, event, payload }, this.version))
  }

  forget(channel: Channel): void {
    if (this.#channels.get(channel.topic) === channel) this.#channels.delete(channel.topic)
  }

  /** Makes the client join all its channels anew, because messages may have been missed. */
  rejoinAll(): void {
    for (const channel of this.#channels.values()) channel.close('phx_error')
  }

  /** Closes the connection properly. */
  close(code: number, reason: string): void {
    this.#socket.close(code, reason)
  }

  /** Drops the connection at once. */
  terminate(): void {
    this.#socket.terminate()
  }

  #disposeAll(): void {
    for (const channel of this.#channels.values()) channel.dispose()
  }

  #receive(data: RawData, isBinary: boolean): void {
    this.lastSeen = Date.now()
    try {
      this.#route(decode(data as Buffer, isBinary, this.version))
    } catch (error) {
      if (!(error instanceof FrameError)) throw error
      this.#services.log(`socket closed: ${error.message}`)
      this.close(1007, 'invalid frame')
    }
  }

  #route(message: ClientMessage): void {
    if (message.topic === 'phoenix' && message.event === 'heartbeat') return this.#reply(message, 'ok', {})
    if (message.event === 'phx_join') return this.#join(message)
    const channel = this.#channels.get(message.topic)
    if (message.event === 'phx_leave') return this.#leave(message, channel)
    if (channel) channel.receive(message)
    else this.#reply(message, 'error', { reason: 'unmatched topic' })
  }

  #join(message: ClientMessage): void {
    const { topic, joinRef } = message
    if (!topic.startsWith('realtime:')) return this.#reply(message, 'error', { reason: 'unmatched topic' })
    if (topic === 'realtime:') {
      return this.#reply(message, 'error', { reason: 'TopicNameRequired: You must provide a topic name' })
    }
    this.#channels.get(topic)?.close()
    if (this.#channels.size >= this.#limits.maxChannels) {
      return this.#reply(message, 'error', { reason: 'ChannelRateLimitReached: Too many channels' })
    }
    const channel = new Channel(topic, joinRef, this, this.#services)
    this.#channels.set(topic, channel)
    channel.receive(message)
  }

  /** Leaving what is gone already is fine; leaving an earlier join of the topic concerns nobody. */
  #leave(message: ClientMessage, channel: Channel | undefined): void {
    if (!channel) return this.#reply(message, 'ok', {})
    if (channel.joinRef === null || channel.joinRef === message.joinRef) channel.receive(message)
  }

  #reply({ joinRef, ref, topic }: ClientMessage, status: 'ok' | 'error', response: object): void {
    this.push(joinRef, ref, topic, 'phx_reply', { status, response })
  }
}
