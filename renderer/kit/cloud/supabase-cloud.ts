import { AppError } from '../../../core/domain/errors.ts'
import { fromServerFailure } from '../../../core/domain/server-failure.ts'
import type { Cloud } from '../../../core/sync/ports.ts'
import type { CloudClient } from './client.ts'

/** A function that has not answered by then is taken for a lost connection. Statements end after 8 s on the server. */
const callMs = 15_000
/** A page of a first sync may take longer on a slow line. */
const pullMs = 30_000

/** The server over supabase-js. Failures are AppErrors. */
export function supabaseCloud(client: CloudClient): Cloud {
  return {
    call: (name, args) => rpc(client, name, args, callMs),
    pull: ({ hotel }, cursor, maxRows) => rpc(client, 'pull_changes', { hotel, cursor, max_rows: maxRows }, pullMs),
  }
}

async function rpc<R>(client: CloudClient, name: string, args: object, ms: number): Promise<R> {
  const signal = AbortSignal.timeout(ms)
  const { data, error, status } = await Promise.race([client.rpc(name, args).abortSignal(signal), expiry(signal)])
  if (error) throw fromServerFailure({ ...error, status })
  return data as R
}

/** The client may first wait for its session to be renewed, where the signal does not reach. */
function expiry(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new AppError('offline', { cause: signal.reason })), { once: true })
  })
}
