import { request as httpRequest } from 'node:http'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StackError } from '../errors.ts'
import { jwks } from '../keys.ts'
import { startChild, type Child } from '../process/child.ts'
import type { Guard } from '../process/guard.ts'
import { freePort } from '../process/ports.ts'
import { createProxy } from '../proxy.ts'
import type { Service, ServiceContext } from '../service.ts'
import { findPostgrest } from './program.ts'

const READY_WITHIN_MS = 15_000

/** Starts PostgREST on a free port and resolves when it has read the database's schema. */
export async function createRest(context: ServiceContext, guard: Guard): Promise<Service & { pid: number }> {
  const [port, adminPort] = [await freePort(), await freePort()]
  const child = await startChild({
    command: await findPostgrest(resolve(import.meta.dirname, '../../.cache/postgrest')),
    args: [],
    env: settings(context, port, adminPort),
    stopSignal: 'SIGTERM',
    guard,
    onLine: line => context.log('rest', line),
  })
  await ready(adminPort, child)
  const proxy = createProxy(port)
  return {
    pid: child.pid,
    handle: (request, response, path) => proxy.forward(request, response, path),
    stop: async () => {
      proxy.close()
      await child.stop(2_000)
    },
  }
}

function settings({ dbUrl, keys, publicUrl }: ServiceContext, port: number, adminPort: number): Record<string, string> {
  return {
    PGRST_DB_URI: dbUrl('authenticator'),
    PGRST_DB_SCHEMAS: 'public,graphql_public',
    PGRST_DB_EXTRA_SEARCH_PATH: 'public,extensions',
    PGRST_DB_ANON_ROLE: 'anon',
    PGRST_DB_MAX_ROWS: '1000',
    PGRST_DB_POOL: '10',
    PGRST_JWT_SECRET: jwks(keys),
    PGRST_SERVER_HOST: '127.0.0.1',
    PGRST_SERVER_PORT: String(port),
    PGRST_ADMIN_SERVER_PORT: String(adminPort),
    PGRST_OPENAPI_SERVER_PROXY_URI: `${publicUrl}/rest/v1/`,
    PGRST_LOG_LEVEL: 'error',
    ...(process.env['SystemRoot'] && { SystemRoot: process.env['SystemRoot'] }),
  }
}

async function ready(adminPort: number, child: Child): Promise<void> {
  let ended: number | string | undefined
  void child.exited.then(code => (ended = code))
  const deadline = Date.now() + READY_WITHIN_MS
  while ((await status(adminPort)) !== 200) {
    if (ended !== undefined || Date.now() > deadline) {
      await child.stop(0)
      throw new StackError('start-failed', 'PostgREST did not become ready.', 'Look at logs/rest.log in the data folder.')
    }
    await sleep(25)
  }
}

function status(port: number): Promise<number | undefined> {
  return new Promise(resolve => {
    const request = httpRequest({ host: '127.0.0.1', port, path: '/ready', timeout: 1_000 }, response => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', () => resolve(undefined))
    request.on('timeout', () => request.destroy())
    request.end()
  })
}
