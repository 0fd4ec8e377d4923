import { existsSync } from 'node:fs'
import type { Gateway } from './gateway.ts'
import type { Secrets } from './keys.ts'
import type { Guard } from './process/guard.ts'
import { createRest } from './rest/rest.ts'
import type { Service, ServiceContext } from './service.ts'
import type { StackOptions } from './stack.ts'
import type { Undo } from './undo.ts'

/** What the services of one stack are started with. */
export interface Surroundings {
  context: ServiceContext
  gateway: Gateway
  guard: Guard
  undo: Undo
  secrets: Secrets
  project: string
  options: StackOptions
}

type Create = (context: ServiceContext) => Promise<Service>

const never = (): boolean => false
const always = (): boolean => true
// Links in mails and tokens' public keys are opened without a key.
const authKeyless = (path: string): boolean => /^\/(verify|callback|authorize|\.well-known\/)/.test(path)

/** Starts all services at once and mounts them when all are there. Gives the ids of their processes. */
export async function mountServices({ context, gateway, guard, undo }: Surroundings): Promise<() => number[]> {
  const start = async (create: Promise<Service | undefined>): Promise<Service | undefined> => {
    const service = await create
    if (service) undo.add(() => service.stop())
    return service
  }
  const starting = [
    start(createRest(context, guard)),
    start(existing('auth', 'createAuth', context)),
    start(existing('storage', 'createStorage', context)),
    start(existing('realtime', 'createRealtime', context)),
  ]
  await Promise.allSettled(starting)
  const [rest, auth, storage, realtime] = await Promise.all(starting)
  if (auth) gateway.mount('/auth/v1', auth, { keyless: authKeyless })
  if (storage) gateway.mount('/storage/v1', storage, { keyless: always })
  if (realtime) gateway.mount('/realtime/v1', realtime, { keyless: never })
  if (rest) gateway.mount('/rest/v1', rest, { keyless: never })
  return () => []
}

async function existing(name: string, create: string, context: ServiceContext): Promise<Service | undefined> {
  const file = new URL(`./${name}/${name}.ts`, import.meta.url)
  if (!existsSync(file)) return undefined
  const module = (await import(/* @vite-ignore */ file.href)) as Record<string, Create>
  return module[create]!(context)
}
