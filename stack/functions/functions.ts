import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { sendJson } from '../json.ts'
import type { Secrets } from '../keys.ts'
import type { Guard } from '../process/guard.ts'
import { verifiesJwt, type ProjectConfig } from '../project.ts'
import type { Service, ServiceContext } from '../service.ts'
import { functionEnv, listFunctions } from './settings.ts'
import { startWorker, type Worker } from './worker.ts'

/** What edge functions need beside the context of every service. */
export interface FunctionsOptions {
  functionsDir: string
  /** The project's settings, for `verify_jwt`. */
  config: ProjectConfig
  secrets: Secrets
  guard: Guard
  /** Settings of the project's functions, as `supabase secrets set` gives them. */
  settings: Record<string, string>
}

/** The edge functions: each in a real Deno, started at its first call and kept warm, anew after a crash. */
export function createFunctions(context: ServiceContext, options: FunctionsOptions): Service & { pids(): number[] } {
  const workers = new Map<string, Promise<Worker>>()
  const running = new Set<Worker>()

  const start = async (name: string): Promise<Worker> => {
    const worker = await startWorker({
      name,
      functionDir: join(options.functionsDir, name),
      workDir: join(context.dataDir, 'functions'),
      env: functionEnv(context, options.secrets, options.functionsDir, options.settings),
      guard: options.guard,
      log: line => context.log('functions', line),
    })
    running.add(worker)
    void worker.exited.finally(() => {
      running.delete(worker)
      workers.delete(name)
    })
    return worker
  }
  const warm = (name: string): Promise<Worker> => {
    const known = workers.get(name)
    if (known) return known
    const worker = start(name)
    workers.set(name, worker)
    worker.catch(() => workers.delete(name))
    return worker
  }

  return {
    async handle(request, response, path) {
      const name = /^\/([A-Za-z][\w-]*)/.exec(path)?.[1] ?? ''
      if (!listFunctions(options.functionsDir).includes(name)) {
        return sendJson(response, 404, { code: 'NOT_FOUND', message: 'Requested function was not found' })
      }
      const refusal = await refuse(request, context, options, name)
      if (refusal) return sendJson(response, 401, { msg: refusal })
      const worker = await warm(name).catch(error => bootFailed(context, name, error))
      if (!worker) return sendJson(response, 503, { code: 'BOOT_ERROR', message: 'Function failed to start (please check logs)' })
      await worker.proxy.forward(request, withoutCors(response), path)
    },
    pids: () => [...running].map(({ pid }) => pid),
    async stop() {
      const started = await Promise.allSettled(workers.values())
      await Promise.all(started.map(result => (result.status === 'fulfilled' ? result.value.stop() : undefined)))
    },
  }
}

async function refuse(
  { method, headers }: IncomingMessage,
  { verify }: ServiceContext,
  { config }: FunctionsOptions,
  name: string,
): Promise<string | undefined> {
  if (method === 'OPTIONS' || !verifiesJwt(config, name)) return undefined
  const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  if (!token) return 'Error: Missing authorization header'
  return verify(token).then(
    () => undefined,
    () => 'Invalid JWT',
  )
}

function bootFailed(context: ServiceContext, name: string, error: unknown): undefined {
  context.log('functions', `${name}: ${error instanceof Error ? error.message : String(error)}`)
}

/** A function says itself which pages may call it, as on hosted Supabase. */
function withoutCors(response: ServerResponse): ServerResponse {
  response.removeHeader('access-control-allow-origin')
  response.removeHeader('access-control-expose-headers')
  return response
}
