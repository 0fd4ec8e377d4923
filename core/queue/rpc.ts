import { AppError } from '../domain/errors.ts'
import { fromServerFailure } from '../domain/server-failure.ts'

/** Calls a function of the database by name: a port. Every failure is an AppError. */
export type Rpc = (name: string, args: Record<string, unknown>) => Promise<unknown>

/** As much of `fetch` as is needed. */
export type Fetch = (url: string, init: { method: 'POST'; headers: Record<string, string>; body: string }) => Promise<{
  ok: boolean
  status: number
  json(): Promise<unknown>
}>

/** The Rpc of a Supabase project, by its secret (service role) key. */
export function restRpc(url: string, secretKey: string, fetch: Fetch): Rpc {
  const headers = { apikey: secretKey, authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' }
  return async (name, args) => {
    const response = await fetch(`${url}/rest/v1/rpc/${name}`, { method: 'POST', headers, body: JSON.stringify(args) }).catch((cause: unknown) => {
      throw new AppError('offline', { cause })
    })
    if (response.ok) return response.json()
    const failure = (await response.json().catch(() => ({}))) as object
    throw fromServerFailure({ status: response.status, ...failure })
  }
}
