import { AppError } from '../../core/domain/errors.ts'
import { desktop } from './desktop.ts'

/** Which server the app talks to: the two settings that move it from the local stack to a hosted project, and the key for web pushes where it has one. */
export interface ServerConfig {
  supabaseUrl: string
  publishableKey: string
  vapidPublicKey?: string
}

/** The server that the desktop installation names, else the one in `/config.json`. Rejects with `not-configured`, `offline` or `server-failed`. */
export async function loadConfig(shell = desktop(), fetchFn: typeof fetch = (...args) => fetch(...args)): Promise<ServerConfig> {
  const installed = (await shell?.app.info())?.server
  const { supabaseUrl, publishableKey, vapidPublicKey }: ServerConfig = installed ?? (await readConfigFile(fetchFn))
  return { supabaseUrl: supabaseUrl.replace(/\/+$/, ''), publishableKey, ...(typeof vapidPublicKey === 'string' && { vapidPublicKey }) }
}

async function readConfigFile(fetchFn: typeof fetch): Promise<ServerConfig> {
  const response = await fetchFn('/config.json', { cache: 'no-cache' }).catch((cause: unknown) => {
    throw new AppError('offline', { cause })
  })
  if (response.status >= 500) throw new AppError('server-failed')
  // A server without that file may answer with the page itself.
  const found: unknown = await response.json().catch(() => null)
  if (!isServerConfig(found)) throw new AppError('not-configured')
  return found
}

/** Whether a value is the two settings. */
export function isServerConfig(value: unknown): value is ServerConfig {
  const config = value as Partial<ServerConfig> | null
  return typeof config?.supabaseUrl === 'string' && URL.canParse(config.supabaseUrl) && typeof config.publishableKey === 'string'
}
