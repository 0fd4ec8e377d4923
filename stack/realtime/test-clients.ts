import { randomUUID } from 'node:crypto'
import {
  createClient,
  type RealtimeChannel,
  type RealtimeChannelOptions,
  type SupabaseClient,
} from '@supabase/supabase-js'
import { SignJWT, importJWK } from 'jose'
import ws from 'ws'
import type { StackKeys } from '../service.ts'

/** Where tests connect to, and how tokens are signed there. */
export interface Target {
  url: string
  keys: StackKeys
}

/** A signed-in user without the auth service: realtime looks at the token alone. */
export interface TestUser {
  id: string
  token: Token
  tokenFor(seconds: number): Promise<string>
}

/** Gives the token of the moment, as supabase-js's option `accessToken`. */
export type Token = () => Promise<string>

/** Makes a user with a new id. */
export function testUser({ keys }: Target): TestUser {
  const id = randomUUID()
  const { kid, privateJwk } = keys.signingKey
  const tokenFor = async (seconds: number) => {
    const now = Math.floor(Date.now() / 1000)
    return new SignJWT({ role: 'authenticated', session_id: randomUUID() })
      .setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' })
      .setSubject(id)
      .setAudience('authenticated')
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(await importJWK(privateJwk as Parameters<typeof importJWK>[0], 'ES256'))
  }
  const token = tokenFor(3600)
  return { id, tokenFor, token: () => token }
}

/** What a listener was given: supabase-js's broadcast payload. */
export interface Received {
  type: 'broadcast'
  event: string
  payload: Record<string, unknown>
  meta?: { id: string; replayed?: boolean }
}

/** Things that arrive, and waiting for them. */
export class Inbox<T> {
  readonly all: T[] = []
  #waiting: (() => void)[] = []

  add(item: T): void {
    this.all.push(item)
    for (const wake of this.#waiting.splice(0)) wake()
  }

  /** Resolves with the first item that matches, whether it is there already or still to come. */
  async next(matches: (item: T) => boolean = () => true, from = 0): Promise<T> {
    for (;;) {
      const found = this.all.slice(from).find(matches)
      if (found !== undefined) return found
      await new Promise<void>(resolve => this.#waiting.push(resolve))
    }
  }
}

/** A subscribed channel and all that it heard. */
export interface Listener {
  channel: RealtimeChannel
  broadcasts: Inbox<Received>
  system: Inbox<{ status: string; message: string; channel: string }>
  statuses: Inbox<{ status: string; error: string | undefined }>
  /** The status that `subscribe` came to first. */
  joined: Promise<string>
}

/** Makes clients and closes them all in the end. */
export function clientsOf(target: Target) {
  const clients: SupabaseClient[] = []
  return {
    /** A client of the unmodified supabase-js with a user's token, or with an API key alone. */
    async connect(token?: Token, options: { vsn?: string; key?: string } = {}): Promise<SupabaseClient> {
      const client = createClient(target.url, options.key ?? target.keys.publishableKey, {
        ...(token && { accessToken: token }),
        realtime: { transport: ws as never, ...(options.vsn && { vsn: options.vsn }) },
      })
      clients.push(client)
      // A join that goes out before the token is known is an anonymous one.
      if (token) await client.realtime.setAuth()
      return client
    },
    async closeAll() {
      await Promise.all(clients.splice(0).map(client => client.realtime.disconnect()))
    },
  }
}

/** Subscribes to a topic; private unless the options say otherwise. */
export function listen(client: SupabaseClient, topic: string, config: RealtimeChannelOptions['config'] = {}): Listener {
  const channel = client.channel(topic, { config: { private: true, ...config } })
  const broadcasts = new Inbox<Received>()
  const system: Listener['system'] = new Inbox()
  const statuses: Listener['statuses'] = new Inbox()
  channel
    .on('broadcast', { event: '*' }, message => broadcasts.add(message as unknown as Received))
    .on('system', {}, message => system.add(message as never))
    .subscribe((status, error) => statuses.add({ status, error: error?.message }))
  return { channel, broadcasts, system, statuses, joined: statuses.next().then(({ status }) => status) }
}
