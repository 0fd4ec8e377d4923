import type { IncomingMessage } from 'node:http'
import type { StackKeys } from './service.ts'

/** Why a request has no business here; the body is what hosted Supabase answers with 401. */
export interface KeyRefusal {
  message: string
  hint: string
}

const noKey: KeyRefusal = {
  message: 'No API key found in request',
  hint: 'No `apikey` request header or url param was found.',
}
const badKey: KeyRefusal = {
  message: 'Invalid API key',
  hint: 'Double check your Supabase `anon` or `service_role` API key.',
}

/** The JWT that an api key stands for; undefined when it is no key of this stack. */
export function jwtOf(key: string, keys: StackKeys): string | undefined {
  if (key === keys.publishableKey || key === keys.anonJwt) return keys.anonJwt
  if (key === keys.secretKey || key === keys.serviceRoleJwt) return keys.serviceRoleJwt
  return undefined
}

/**
 * Exchanges the api key of a request for its JWT, in place, as hosted Supabase's gateway does: the key may stand in the
 * header or the query; an `Authorization` header passes through unless it is missing or carries an `sb_…` key itself.
 */
export function exchangeKey(request: IncomingMessage, keys: StackKeys): KeyRefusal | undefined {
  const { headers } = request
  const key = headers['apikey'] ?? new URL(request.url ?? '', 'http://localhost').searchParams.get('apikey')
  const bearer = /^Bearer (sb_\S+)$/i.exec(headers.authorization ?? '')?.[1]
  const jwt = typeof key === 'string' && key !== '' ? jwtOf(key, keys) : undefined
  if (jwt !== undefined) headers['apikey'] = jwt
  const own = bearer === undefined ? undefined : jwtOf(bearer, keys)
  if (bearer !== undefined || headers.authorization === undefined) setAuthorization(request, own ?? jwt)
  exchangeQuery(request, keys)
  if (!key) return noKey
  return jwt === undefined ? badKey : undefined
}

function setAuthorization({ headers }: IncomingMessage, jwt: string | undefined): void {
  if (jwt === undefined) delete headers.authorization
  else headers.authorization = `Bearer ${jwt}`
}

function exchangeQuery(request: IncomingMessage, keys: StackKeys): void {
  request.url = request.url?.replace(/([?&]apikey=)([^&]+)/, (whole, name: string, key: string) => {
    const jwt = jwtOf(decodeURIComponent(key), keys)
    return jwt === undefined ? whole : name + jwt
  })
}
