import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { SignJWT } from 'jose'
import { Client } from 'pg'
import ws from 'ws'
import type { Stack } from '../stack.ts'
import { startTestStack } from '../test-stack.ts'

/** A stack for storage's tests, with its database, its folder and clients for whom a test needs. */
export interface Fixture {
  stack: Stack
  /** As `postgres`, the role that migrations run as. */
  sql: Client
  admin: SupabaseClient
  anon: SupabaseClient
  user(id: string): Promise<SupabaseClient>
  token(claims: Record<string, unknown>): Promise<string>
  /** Every file in storage's folder, by folder. */
  onDisk(): { incoming: string[]; objects: string[] }
  pathOnDisk(folder: 'incoming' | 'objects', name: string): string
  /** Stops the stack and starts it again on the same data. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Starts a stack without the project's migrations and runs `setup` on it as `postgres`. */
export async function startFixture(setup: string): Promise<Fixture> {
  const dataDir = mkdtempSync(join(tmpdir(), 'storage-test-'))
  const connect = async (): Promise<Pick<Fixture, 'stack' | 'sql' | 'admin' | 'anon'>> => {
    const stack = await startTestStack({ migrate: false, dataDir })
    const sql = new Client(stack.dbUrl)
    await sql.connect()
    return { stack, sql, admin: client(stack, stack.keys.secretKey), anon: client(stack, stack.keys.publishableKey) }
  }
  const disconnect = async (): Promise<void> => {
    await fixture.sql.end()
    await fixture.stack.stop()
  }
  const token = (claims: Record<string, unknown>): Promise<string> =>
    new SignJWT({ exp: 4_000_000_000, ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(fixture.stack.keys.secret))
  const fixture: Fixture = {
    ...(await connect()),
    token,
    async user(id) {
      return client(fixture.stack, fixture.stack.keys.publishableKey, await token({ role: 'authenticated', sub: id }))
    },
    onDisk: () => ({
      incoming: readdirSync(join(dataDir, 'storage', 'incoming')),
      objects: readdirSync(join(dataDir, 'storage', 'objects')),
    }),
    pathOnDisk: (folder, name) => join(dataDir, 'storage', folder, name),
    async restart() {
      await disconnect()
      Object.assign(fixture, await connect())
    },
    async stop() {
      await disconnect()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  await fixture.sql.query(setup)
  return fixture
}

function client(stack: Stack, key: string, token?: string): SupabaseClient {
  return createClient(stack.url, key, {
    auth: { persistSession: false, autoRefreshToken: false },
    // supabase-js needs a WebSocket on Node 20, even for what never opens one.
    realtime: { transport: ws as never },
    ...(token !== undefined && { accessToken: async () => token }),
  })
}
