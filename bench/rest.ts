import { Agent, request } from 'node:http'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startChild } from '../stack/process/child.ts'
import { startGuard } from '../stack/process/guard.ts'
import { freePort } from '../stack/process/ports.ts'
import { findPostgrest } from '../stack/rest/program.ts'
import type { Stack } from '../stack/stack.ts'

/** A PostgREST of its own, called directly: the stack's gateway would be measured along with it. */
export interface Rest {
  /** Calls a function as anon, with a body that is JSON already. Resolves with the answer's text; rejects unless it is 200. */
  rpc(name: string, body: string): Promise<string>
  stop(): Promise<void>
}

/** Starts PostgREST on the stack's database with as many database connections as the stack gives it. */
export async function startRest(stack: Stack, connections: number): Promise<Rest> {
  const port = await freePort()
  const guard = startGuard()
  const child = await startChild({
    command: await findPostgrest(resolve(import.meta.dirname, '../.cache/postgrest')),
    args: [],
    env: {
      PGRST_DB_URI: stack.dbUrl.replace('//postgres:', '//authenticator:'),
      PGRST_DB_SCHEMAS: 'public',
      PGRST_DB_ANON_ROLE: 'anon',
      PGRST_DB_POOL: '10',
      PGRST_SERVER_HOST: '127.0.0.1',
      PGRST_SERVER_PORT: String(port),
      PGRST_LOG_LEVEL: 'crit',
    },
    stopSignal: 'SIGTERM',
    guard,
    onLine: () => undefined,
  })
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const rest: Rest = {
    rpc: (name, body) => post(agent, port, `/rpc/${name}`, body),
    async stop() {
      agent.destroy()
      await child.stop()
      await guard.stop()
    },
  }
  await ready(rest)
  return rest
}

async function ready(rest: Rest): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await rest.rpc('get_coupon', '{"coupon": "00000000-0000-0000-0000-000000000000"}')
      return
    } catch (error) {
      if (tries === 200) throw error
      await wait(50)
    }
  }
}

function post(agent: Agent, port: number, path: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const call = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece))
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(`${response.statusCode} ${text}`))))
    })
    call.on('error', reject)
    call.end(body)
  })
}
