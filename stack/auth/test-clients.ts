import { createClient } from '@supabase/supabase-js'
import { Pool } from 'pg'
import ws from 'ws'
import type { SupabaseClient, SupabaseClientOptions } from '@supabase/supabase-js'
import type { StackKeys } from '../service.ts'
import { startTestStack } from '../test-stack.ts'
import type { Mail } from './mailbox.ts'

/** A stack with what the tests of auth look at it through. */
export interface AuthBench {
  url: string
  keys: StackKeys
  db: Pool
  /** Connection string as `postgres`, the role that migrations run as. */
  migratorUrl: string
  /** An unmodified client without a session, as a page would have it. */
  client(options?: SupabaseClientOptions<'public'>['auth']): SupabaseClient
  admin: SupabaseClient
  /** A client that has just signed up under a new address. */
  newcomer(password?: string): Promise<{ client: SupabaseClient; email: string; id: string; token: string; refreshToken: string }>
  /** A request as curl would send it, without a client that tidies up. */
  send(method: string, path: string, given?: { token?: string; version?: string; body?: unknown }): Promise<Answer>
  /** The newest mail to an address. */
  mailTo(email: string): Promise<Mail | undefined>
  stop(): Promise<void>
}

/** What came back from a raw request. */
export interface Answer {
  status: number
  headers: Headers
  body: Record<string, unknown>
}

/** Starts a stack without the project's migrations. */
export async function startAuthBench(): Promise<AuthBench> {
  const stack = await startTestStack({ migrate: false })
  const db = new Pool({ connectionString: stack.adminUrl, max: 2 })
  const connect = (key: string, auth: SupabaseClientOptions<'public'>['auth'] = {}): SupabaseClient =>
    createClient(stack.url, key, {
      realtime: { transport: ws as unknown as typeof WebSocket },
      auth: { persistSession: false, autoRefreshToken: false, ...auth },
    })
  const client: AuthBench['client'] = (options) => connect(stack.keys.publishableKey, options)
  let people = 0
  return {
    url: stack.url,
    keys: stack.keys,
    db,
    migratorUrl: stack.dbUrl,
    client,
    admin: connect(stack.keys.secretKey),
    async newcomer(password = 'first-password') {
      const email = `guest${++people}@example.com`
      const own = client()
      const { data, error } = await own.auth.signUp({ email, password })
      if (error || !data.session) throw error ?? new Error('no session')
      const { access_token: token, refresh_token: refreshToken, user } = data.session
      return { client: own, email, id: user.id, token, refreshToken }
    },
    send: (method, path, given = {}) => send(stack.url, stack.keys.publishableKey, method, path, given),
    async mailTo(email) {
      const response = await fetch(`${stack.mailboxUrl}.json?to=${encodeURIComponent(email)}`)
      return ((await response.json()) as Mail[])[0]
    },
    async stop() {
      await db.end()
      await stack.stop()
    },
  }
}

async function send(url: string, apikey: string, method: string, path: string, given: { token?: string; version?: string; body?: unknown }): Promise<Answer> {
  const response = await fetch(`${url}/auth/v1${path}`, {
    method,
    redirect: 'manual',
    headers: {
      apikey,
      authorization: given.token === undefined ? 'none' : `Bearer ${given.token}`,
      ...(given.version === undefined ? {} : { 'x-supabase-api-version': given.version }),
    },
    ...(given.body === undefined ? {} : { body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} }
}
