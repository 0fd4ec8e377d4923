import { createHash, createHmac } from 'node:crypto'
import { importJWK, SignJWT } from 'jose'
import type { StackKeys } from '../service.ts'
import type { User } from './users.ts'

/** How a session was opened, most recent first, as the claim `amr` says it. */
export interface MethodClaim {
  method: string
  timestamp: number
}

/** An access token lives one hour, the default of hosted Supabase. */
export const accessTokenSeconds = 3600

/** Signs access tokens and derives refresh tokens. */
export interface Tokens {
  signAccessToken(user: User, sessionId: string, methods: MethodClaim[], issuedAt: number): Promise<string>
  /** The refresh token of a row: derived, so that the active one can be handed out again though only its digest is stored. */
  refreshToken(sessionId: string, rowId: string): string
}

/** The tokens of one stack; `issuer` is the address of its auth service. */
export async function createTokens(keys: StackKeys, issuer: string): Promise<Tokens> {
  const { kid, privateJwk } = keys.signingKey
  const key = await importJWK({ ...privateJwk, alg: 'ES256' }, 'ES256')
  return {
    signAccessToken: (user, sessionId, methods, issuedAt) =>
      new SignJWT(accessClaims(user, sessionId, methods))
        .setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setSubject(user.id)
        .setAudience(user.aud ?? 'authenticated')
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + accessTokenSeconds)
        .sign(key),
    refreshToken: (sessionId, rowId) =>
      createHmac('sha256', keys.secret).update(`refresh:${sessionId}:${rowId}`).digest('base64url').slice(0, 32),
  }
}

function accessClaims(user: User, sessionId: string, methods: MethodClaim[]): Record<string, unknown> {
  return {
    email: user.email ?? '',
    phone: user.phone ?? '',
    app_metadata: user.app_metadata ?? {},
    user_metadata: user.user_metadata ?? {},
    role: user.role ?? 'authenticated',
    aal: 'aal1',
    amr: methods,
    session_id: sessionId,
    is_anonymous: user.is_anonymous,
  }
}

/** What stands in the table for a refresh token. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
