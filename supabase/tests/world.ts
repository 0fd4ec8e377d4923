import { randomUUID } from 'node:crypto'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { Pool } from 'pg'
import ws from 'ws'
import { startTestStack } from '../../stack/test-stack.ts'
import type { Stack, StackOptions } from '../../stack/stack.ts'

/** A JSON answer, as loose as a test needs it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any

/** How a call was refused: SQLSTATE, slug and detail. */
export interface Refusal {
  code: string
  message: string
  details: string | null
}

/** A signed-in user. */
export interface Person {
  id: string
  name: string
  client: SupabaseClient
}

/** A stack of its own with the ways a test looks at it: as users do, through the API, and behind the curtain, by SQL. */
export interface World {
  stack: Stack
  /** As `postgres`, past row level security. */
  sql: Pool
  anon: SupabaseClient
  service: SupabaseClient
  person(name: string): Promise<Person>
  stop(): Promise<void>
}

const password = 'a-long-password'

/** Starts a stack with nothing in it, or on the data folder that is named. */
export async function startWorld(options: StackOptions = {}): Promise<World> {
  const stack = await startTestStack(options)
  const sql = new Pool({ connectionString: stack.dbUrl, max: 4 })
  // A pool's end does not wait for its connections: a database that stops first tells them so.
  sql.on('error', () => undefined)
  const connect = (key: string): SupabaseClient =>
    createClient(stack.url, key, {
      auth: { persistSession: false, autoRefreshToken: false },
      realtime: { transport: ws as unknown as typeof WebSocket },
    })
  const service = connect(stack.keys.secretKey)
  const clients: SupabaseClient[] = []

  return {
    stack,
    sql,
    service,
    anon: connect(stack.keys.publishableKey),
    async person(name) {
      const email = `${name}@example.com`
      const { error } = await service.auth.admin.createUser({ email, password, email_confirm: true })
      if (error) throw error
      const client = connect(stack.keys.publishableKey)
      clients.push(client)
      const { data, error: refused } = await client.auth.signInWithPassword({ email, password })
      if (refused) throw refused
      return { id: data.user.id, name, client }
    },
    async stop() {
      await Promise.all(clients.map((client) => client.removeAllChannels()))
      await sql.end()
      await stack.stop()
    },
  }
}

/** Calls a function and gives its answer; a refusal is thrown. */
export async function call(client: SupabaseClient, name: string, args: Record<string, unknown> = {}): Promise<Json> {
  const { data, error } = await client.rpc(name, args)
  if (error) throw new Error(`${name}: ${error.code} ${error.message} ${error.details}`)
  return data
}

/** Calls a function with a new command id. */
export function command(client: SupabaseClient, name: string, args: Record<string, unknown> = {}): Promise<Json> {
  return call(client, name, { command_id: randomUUID(), ...args })
}

/** Calls a function that must refuse, and gives how. */
export async function refusal(client: SupabaseClient, name: string, args: Record<string, unknown> = {}): Promise<Refusal> {
  const { data, error } = await client.rpc(name, args)
  if (!error) throw new Error(`${name} was not refused: ${JSON.stringify(data)}`)
  return { code: error.code, message: error.message, details: error.details }
}
