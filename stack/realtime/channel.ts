import { Access, type AccessServices } from './access.ts'
import { roomName, type Broadcast } from './broadcast.ts'
import { isRecord, type ClientMessage, type Version } from './codec.ts'
import type { FrameOf, Hub } from './hub.ts'
import { parseJoin, type JoinPayload } from './join-payload.ts'
import { notHere, Refusal } from './refusal.ts'
import type { ReplayRequest, StoredMessage } from './replay.ts'

/** The connection that a channel belongs to. */
export interface Peer {
  version: Version
  /** The JWT behind the API key: who a channel acts as until it is given a user's token. */
  token: string
  headers: Record<string, string>
  write(frame: string | Buffer): void
  push(joinRef: string | null, ref: string | null, topic: string, event: string, payload: unknown): void
  /** The channel is over; the peer forgets it. */
  forget(channel: Channel): void
}

/** What all channels share. */
export interface ChannelServices extends AccessServices {
  hub: Hub
  readStored(topic: string, request: ReplayRequest): Promise<StoredMessage[]>
  log(message: string): void
  maxPayloadBytes: number
}

/** An open channel: what was asked for at the join, and what is allowed. */
interface Opened {
  join: JoinPayload
  access: Access
  room: string
}

/** More than a well-behaved client has under way: past it the channel is shut down. */
const maxQueued = 500

/**
 * One joined topic of one socket: joining → open → closed. Its messages are worked off one after the other, so that a
 * slow look at the policies never lets a later message overtake an earlier one. What arrives from the hub while the
 * join is under way waits in `#early` until the reply and the replayed messages are out.
 */
export class Channel {
  readonly topic: string
  readonly joinRef: string | null
  #name: string
  #peer: Peer
  #services: ChannelServices
  #state: 'joining' | 'open' | 'closed' = 'joining'
  #opened: Opened | undefined
  #early: { broadcast: Broadcast; frameOf: FrameOf }[] = []
  #replayed = new Set<string>()
  #queue = Promise.resolve()
  #queued = 0

  constructor(topic: string, joinRef: string | null, peer: Peer, services: ChannelServices) {
    this.topic = topic
    this.joinRef = joinRef
    this.#name = topic.slice('realtime:'.length)
    this.#peer = peer
    this.#services = services
  }

  /** Takes the client's next message; the first one is the join. */
  receive(message: ClientMessage): void {
    if (this.#queued >= maxQueued) this.#shutDown('Too many messages per second')
    else this.#enqueue(() => this.#handle(message))
  }

  /** Takes a broadcast from the hub. */
  deliver(broadcast: Broadcast, frameOf: FrameOf): void {
    if (this.#state === 'joining') {
      this.#early.push({ broadcast, frameOf })
      return
    }
    if (!this.#opened?.access.readsBroadcasts) return
    if (broadcast.kind === 'user' && broadcast.id !== undefined && this.#replayed.has(broadcast.id)) return
    const frame = frameOf(this.#peer.version)
    if (frame !== undefined) this.#peer.write(frame)
  }

  /** Ends the channel without a word. */
  dispose(): void {
    this.#state = 'closed'
    this.#early = []
    this.#opened?.access.stop()
    if (this.#opened) this.#services.hub.unsubscribe(this.#opened.room, this)
    this.#peer.forget(this)
  }

  /** Ends the channel and says so: `phx_close` is final, after `phx_error` the client joins anew. */
  close(event: 'phx_close' | 'phx_error' = 'phx_close'): void {
    if (this.#isClosed()) return
    this.dispose()
    this.#push(this.joinRef, event, {})
  }

  #enqueue(work: () => Promise<void>): void {
    this.#queued++
    this.#queue = this.#workOff(this.#queue, work)
  }

  async #workOff(earlier: Promise<void>, work: () => Promise<void>): Promise<void> {
    await earlier
    this.#queued--
    if (this.#isClosed()) return
    await work().catch((error: unknown) => this.#services.log(`${this.topic}: ${String(error)}`))
  }

  async #handle(message: ClientMessage): Promise<void> {
    if (message.event === 'phx_join') return this.#join(message)
    if (!this.#opened) return
    if (message.event === 'phx_leave') return this.#leave(message.ref)
    if (message.event === 'broadcast') return this.#broadcast(message, this.#opened)
    if (message.event === 'access_token') return this.#changeToken(message.payload, this.#opened.access)
    if (message.event === 'presence') this.#reply(message.ref, 'error', { reason: notHere('presence').message })
  }

  async #join({ ref, payload }: ClientMessage): Promise<void> {
    try {
      await this.#open(ref, payload)
    } catch (error) {
      if (this.#isClosed()) return
      this.dispose()
      this.#reply(ref, 'error', { reason: this.#reasonOf(error) })
    }
  }

  async #open(ref: string | null, payload: unknown): Promise<void> {
    const join = parseJoin(payload)
    const access = this.#accessFor(join)
    this.#opened = { join, access, room: roomName(this.#name, join.isPrivate) }
    await access.check()
    if (join.replay && !access.readsBroadcasts) throw access.unauthorised()
    if (this.#isClosed()) return
    // From here on nothing is missed: what comes while the stored messages are read waits in `#early`.
    this.#services.hub.subscribe(this.#opened.room, this)
    const stored = join.replay ? await this.#readStored(join.replay) : []
    if (this.#isClosed()) return
    this.#reply(ref, 'ok', { postgres_changes: [] })
    this.#replay(stored)
    if (join.replicationReady) this.#system('ok', 'Replication connection established')
    this.#state = 'open'
    for (const { broadcast, frameOf } of this.#early.splice(0)) this.deliver(broadcast, frameOf)
  }

  #accessFor({ accessToken, isPrivate, presence }: JoinPayload): Access {
    const token = accessToken === undefined || accessToken.startsWith('sb_') ? this.#peer.token : accessToken
    const onDue = () => this.#enqueue(() => this.#orShutDown(this.#opened?.access.confirm()))
    return new Access(
      { topic: this.#name, isPrivate, presence, token, headers: this.#peer.headers, onDue },
      this.#services,
    )
  }

  async #readStored(request: ReplayRequest): Promise<StoredMessage[]> {
    return this.#services.readStored(this.#name, request).catch((cause: unknown) => {
      throw new Refusal('UnableToReplayMessages', 'Realtime was unable to replay messages', cause)
    })
  }

  #replay(stored: StoredMessage[]): void {
    for (const { id, event, payload } of stored) {
      this.#replayed.add(id)
      this.#push(null, 'broadcast', { payload, event, type: 'broadcast', meta: { id, replayed: true } })
    }
  }

  #changeToken(payload: unknown, access: Access): Promise<void> {
    return this.#orShutDown(access.change(isRecord(payload) ? payload['access_token'] : undefined))
  }

  async #orShutDown(check: Promise<void> | undefined): Promise<void> {
    await check?.catch((error: unknown) => this.#shutDown(error instanceof Error ? error.message : String(error)))
  }

  async #broadcast({ ref, payload, broadcast: pushed }: ClientMessage, { join, access, room }: Opened): Promise<void> {
    if (pushed?.meta['persist']) return this.#reply(ref, 'error', { error: notHere('persist').message })
    const broadcast = toBroadcast(payload, pushed)
    if (!broadcast || !(await access.mayWrite()) || this.#isClosed()) return
    if (sizeOf(broadcast) > this.#services.maxPayloadBytes) {
      if (join.ack) this.#reply(ref, 'error', { reason: 'payload_size_exceeded' })
      return
    }
    this.#services.hub.publish(room, this.topic, broadcast, join.self ? undefined : this)
    if (join.ack) this.#reply(ref, 'ok', {})
  }

  async #leave(ref: string | null): Promise<void> {
    this.#reply(ref, 'ok', {})
    this.close()
  }

  #shutDown(message: string): void {
    if (this.#isClosed()) return
    this.#system('error', message)
    this.close()
  }

  #system(status: 'ok' | 'error', message: string): void {
    this.#push(null, 'system', { extension: 'system', status, message, channel: this.#name })
  }

  #reply(ref: string | null, status: 'ok' | 'error', response: object): void {
    this.#push(ref, 'phx_reply', { status, response })
  }

  #push(ref: string | null, event: string, payload: unknown): void {
    this.#peer.push(this.joinRef, ref, this.topic, event, payload)
  }

  /** As hosted says it: the code, then the text; and nothing of what was not foreseen. */
  #reasonOf(error: unknown): string {
    if (!(error instanceof Refusal) || error.cause !== undefined) this.#services.log(`${this.topic}: ${String(error)}`)
    return error instanceof Refusal ? `${error.code}: ${error.message}` : 'Unknown Error on Channel'
  }

  /** A question of its own, because the state changes while a method waits. */
  #isClosed(): boolean {
    return this.#state === 'closed'
  }
}

function toBroadcast(payload: unknown, pushed: ClientMessage['broadcast']): Broadcast | undefined {
  if (pushed) return { kind: 'user', event: pushed.event, encoding: pushed.encoding, body: pushed.body }
  return isRecord(payload) ? { kind: 'text', payload } : undefined
}

function sizeOf(broadcast: Broadcast): number {
  return broadcast.kind === 'user' ? broadcast.body.length : Buffer.byteLength(JSON.stringify(broadcast.payload))
}
