import { asAppError, classify } from '../../core/domain/errors.ts'
import { isServerConfig, type ServerConfig } from './config.ts'

const key = 'hotel-coupons-server'

/**
 * The server as it was known last, where it can't be asked for just now: without it nobody would be signed in, and a wallet that
 * is on the phone would not open in airplane mode.
 */
export async function keptConfig(load: () => Promise<ServerConfig>, storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage): Promise<ServerConfig> {
  try {
    const found = await load()
    storage.setItem(key, JSON.stringify(found))
    return found
  } catch (error) {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? 'null')
    if (classify(asAppError(error)) === 'retry' && isServerConfig(kept)) return kept
    throw error
  }
}
