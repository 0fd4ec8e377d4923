import { decodeJwt } from 'jose'
import type { Claims, ServiceContext, StackKeys } from '../service.ts'
import { Refusal } from './refusal.ts'

/** What a valid token says; realtime needs an expiry to know when to stop. */
export type LiveClaims = Claims & { exp: number }

/** The JWT behind an API key: the two `sb_…` keys stand for the legacy ones, anything else is taken as a JWT. */
export function keyToJwt(key: string, keys: StackKeys): string {
  if (key === keys.publishableKey) return keys.anonJwt
  if (key === keys.secretKey) return keys.serviceRoleJwt
  return key
}

/** Verifies a token and its expiry. Throws `Refusal`. */
export async function readToken(token: string, verify: ServiceContext['verify']): Promise<LiveClaims> {
  const claims = await verify(token).catch((cause: unknown) => {
    throw refusal(token, cause)
  })
  if (typeof claims.role !== 'string' || typeof claims.exp !== 'number') {
    throw new Refusal('InvalidJWTToken', 'Fields `role` and `exp` are required in JWT')
  }
  return { ...claims, exp: claims.exp }
}

function refusal(token: string, cause: unknown): Refusal {
  const code = (cause as { code?: unknown }).code
  if (code === 'ERR_JWT_EXPIRED') return new Refusal('InvalidJWTToken', `Token has expired ${secondsAgo(token)} seconds ago`)
  if (code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED') {
    return new Refusal('JwtSignatureError', 'Failed to validate JWT signature')
  }
  if (isJwt(token)) return new Refusal('InvalidJWTToken', 'Fields `role` and `exp` are required in JWT')
  return new Refusal('MalformedJWT', 'The token provided is not a valid JWT')
}

function secondsAgo(token: string): number {
  return Math.max(0, Math.floor(Date.now() / 1000) - (decodeJwt(token).exp ?? 0))
}

function isJwt(token: string): boolean {
  try {
    decodeJwt(token)
    return true
  } catch {
    return false
  }
}
