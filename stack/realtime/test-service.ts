import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Pool } from 'pg'
import ws from 'ws'
import { makeVerify } from '../keys.ts'
import type { Stack } from '../stack.ts'
import { createRealtime, type RealtimeOptions } from './realtime.ts'
import { Inbox, type Target } from './test-clients.ts'

/** A realtime service of its own on a stack's database, for tests that set its options or read its log. */
export interface OwnService extends Target {
  log: Inbox<string>
  stop(): Promise<void>
}

/** Starts realtime with options of its own. */
export async function startOwnService(stack: Stack, options: Partial<RealtimeOptions>): Promise<OwnService> {
  const db = new Pool({ connectionString: stack.adminUrl })
  const log = new Inbox<string>()
  const service = await createRealtime(
    {
      db,
      dbUrl: () => stack.adminUrl,
      keys: stack.keys,
      publicUrl: '',
      dataDir: '',
      verify: await makeVerify(stack.keys),
      log: (_service, message) => log.add(message),
    },
    options,
  )
  const server = createServer()
  server.on('upgrade', (request, socket, head) => service.upgrade?.(request, socket, head))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: stack.keys,
    log,
    async stop() {
      await service.stop()
      server.close()
      await db.end()
    },
  }
}

type Frame = [joinRef: string | null, ref: string | null, topic: string, event: string, payload: Record<string, unknown>]

/** A websocket without supabase-js, for what that would never send. */
export interface RawSocket {
  socket: ws
  frames: Inbox<Frame>
  closed: Promise<number>
  send(...frame: Frame): void
}

/** Opens a raw 2.0.0 websocket. */
export async function openRaw({ url, keys }: Target): Promise<RawSocket> {
  const socket = new ws(`${url.replace('http', 'ws')}/realtime/v1/websocket?vsn=2.0.0&apikey=${keys.publishableKey}`)
  const frames = new Inbox<Frame>()
  socket.on('message', (data, isBinary) => {
    if (!isBinary) frames.add(JSON.parse(String(data)) as Frame)
  })
  const closed = new Promise<number>(resolve => {
    socket.on('close', resolve)
  })
  await new Promise((resolve, reject) => {
    socket.on('open', resolve).on('error', reject)
  })
  return { socket, frames, closed, send: (...frame) => socket.send(JSON.stringify(frame)) }
}

/** The status and body of a refused upgrade. */
export function refusedUpgrade(url: string): Promise<{ status: number | undefined; body: unknown }> {
  return new Promise((resolve, reject) => {
    const socket = new ws(url)
    socket.on('open', () => reject(new Error('the upgrade was not refused')))
    socket.on('error', () => {})
    socket.on('unexpected-response', (_request, response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        resolve({ status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) })
      })
    })
  })
}
