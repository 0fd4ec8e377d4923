import { AppError } from '../../../core/domain/errors.ts'
import { fromServerFailure, type ServerFailure } from '../../../core/domain/server-failure.ts'
import type { ServerConfig } from '../config.ts'
import type { SearchPage, SearchQuestion } from './catalogue.ts'

/** Reads what is public by plain fetch; `path` is PostgREST's. Rejects with an AppError, or with the signal's reason. */
export type RestRead = <T>(path: string, init: RequestInit) => Promise<T>

/** Reads from the server that `server` names. */
export function restRead(server: () => Promise<ServerConfig>, fetchFn: typeof fetch = (...args) => fetch(...args)): RestRead {
  return async <T>(path: string, init: RequestInit) => {
    const { supabaseUrl, publishableKey } = await server()
    const response = await answered(() => fetchFn(`${supabaseUrl}/rest/v1/${path}`, { ...init, headers: { apikey: publishableKey, 'content-type': 'application/json' } }), init.signal)
    if (!response.ok) throw fromServerFailure({ ...(await failureBody(response)), status: response.status })
    return (await response.json()) as T
  }
}

/** One page of a search. */
export function searchBy(read: RestRead, { query, filters, cursor, maxRows }: SearchQuestion, signal?: AbortSignal): Promise<SearchPage> {
  return read('rpc/search_coupons', { method: 'POST', body: JSON.stringify({ query, filters, cursor, max_rows: maxRows }), signal: signal ?? null })
}

/** Where a picture is. */
export function pictureAddress({ supabaseUrl }: ServerConfig, path: string): string {
  return `${supabaseUrl}/storage/v1/object/public/coupon-images/${path.split('/').map(encodeURIComponent).join('/')}`
}

/** A request that got no answer is `offline`, unless the caller gave it up. */
async function answered(send: () => Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
  try {
    return await send()
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    throw new AppError('offline', { cause })
  }
}

async function failureBody(response: Response): Promise<ServerFailure> {
  return response.json().catch(() => ({})) as Promise<ServerFailure>
}
