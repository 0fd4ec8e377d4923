import { AuthError } from './errors.ts'
import { isUuid } from './fields.ts'
import { findUser, isBanned } from './users.ts'
import type { Claims } from '../service.ts'
import type { AuthContext } from './context.ts'
import type { Transaction } from './database.ts'
import type { Exchange } from './exchange.ts'
import type { User } from './users.ts'

/** Who calls, proven by an access token of a session that still exists. */
export interface Caller {
  user: User
  sessionId: string | null
}

/** The signed-in caller of a request, or the error that hosted Supabase answers. */
export async function requireUser(auth: AuthContext, tx: Transaction, from: Exchange): Promise<Caller> {
  const claims = await requireClaims(auth, from)
  if (!claims.sub) throw new AuthError(403, 'bad_jwt', 'invalid claim: missing sub claim')
  if (!isUuid(claims.sub)) throw new AuthError(400, 'bad_jwt', 'invalid claim: sub claim must be a UUID')
  const user = await findUser(tx, claims.sub)
  if (!user) throw new AuthError(403, 'user_not_found', 'User from sub claim in JWT does not exist')
  const sessionId = await requireSession(tx, claims, user)
  if (isBanned(user)) throw new AuthError(403, 'user_banned', 'User is banned')
  return { user, sessionId }
}

/** Passes for the service key alone. */
export async function requireAdmin(auth: AuthContext, from: Exchange): Promise<void> {
  const claims = await requireClaims(auth, from)
  if (claims.role !== 'service_role') throw new AuthError(403, 'not_admin', 'User not allowed')
}

async function requireClaims(auth: AuthContext, from: Exchange): Promise<Claims> {
  if (!from.bearer) throw new AuthError(401, 'no_authorization', 'This endpoint requires a valid Bearer token')
  try {
    return await auth.verify(from.bearer)
  } catch (error) {
    throw new AuthError(403, 'bad_jwt', `invalid JWT: unable to parse or verify signature, ${reason(error)}`)
  }
}

async function requireSession(tx: Transaction, claims: Claims, user: User): Promise<string | null> {
  const id = claims.session_id
  if (!id) return null
  if (!isUuid(id)) throw new AuthError(403, 'bad_jwt', 'invalid claim: session_id claim must be a UUID')
  const { rows } = await tx.query('select 1 from auth.sessions where id = $1 and user_id = $2', [id, user.id])
  if (rows.length === 0) throw new AuthError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist')
  return id
}

function reason(error: unknown): string {
  if (error instanceof Error && error.name === 'JWTExpired') return 'token has invalid claims: token is expired'
  return error instanceof Error ? error.message : 'unknown reason'
}
