import { randomUUID } from 'node:crypto'
import { AuthError } from './errors.ts'
import { accessTokenSeconds, tokenDigest } from './tokens.ts'
import { findUser, isBanned, loadUser, publicUser } from './users.ts'
import type { AuthContext } from './context.ts'
import type { Transaction } from './database.ts'
import type { Exchange } from './exchange.ts'
import type { Fields } from './fields.ts'
import type { MethodClaim } from './tokens.ts'
import type { User } from './users.ts'

/**
 * A session has a chain of refresh tokens. At most one is active (not revoked); using it revokes it and makes its child.
 * Whoever comes late with a revoked one gets the active one when it is its child, or within the reuse interval, so that
 * two tabs that refresh at once agree. Otherwise the token was stolen: the whole chain is revoked.
 */

/** What a client keeps: the two tokens and the user. */
export interface SessionBody {
  access_token: string
  token_type: 'bearer'
  expires_in: number
  expires_at: number
  refresh_token: string
  user: Fields
}

const reuseSeconds = 10

/** Opens a session for a user who proved who he is by `method`. */
export async function openSession(
  auth: AuthContext, tx: Transaction, userId: string, method: string, from: Exchange,
): Promise<SessionBody> {
  const sessionId = randomUUID()
  await tx.query('update auth.users set last_sign_in_at = now(), updated_at = now() where id = $1', [userId])
  await tx.query(
    `insert into auth.sessions (id, user_id, created_at, updated_at, aal, user_agent, ip) values ($1, $2, now(), now(), 'aal1', $3, $4)`,
    [sessionId, userId, from.userAgent, from.ip],
  )
  await tx.query(
    `insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at, authentication_method)
     values (gen_random_uuid(), $1, now(), now(), $2)`,
    [sessionId, method],
  )
  const refreshToken = await addRefreshToken(auth, tx, sessionId, userId, null)
  return sessionBody(auth, tx, await loadUser(tx, userId), sessionId, refreshToken)
}

/** The session that follows from a refresh token, or the error to send once what was revoked is committed. */
export async function refreshSession(
  auth: AuthContext, tx: Transaction, token: string, from: Exchange,
): Promise<SessionBody | AuthError> {
  const digest = tokenDigest(token)
  const session = await lockSession(tx, digest)
  if (!session) return new AuthError(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found')
  const user = await findUser(tx, session.userId)
  if (!user) return new AuthError(400, 'session_not_found', 'Invalid Refresh Token: No Valid Session Found')
  if (isBanned(user)) return new AuthError(400, 'user_banned', 'Invalid Refresh Token: User Banned')
  const next = await nextToken(auth, tx, session, digest)
  if (!next) return new AuthError(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used')
  await tx.query(
    `update auth.sessions set refreshed_at = now() at time zone 'utc', updated_at = now(), user_agent = $2, ip = $3 where id = $1`,
    [session.id, from.userAgent, from.ip],
  )
  return sessionBody(auth, tx, user, session.id, next)
}

/** Ends sessions of a user: all, one, or all but one. Their refresh tokens go with them. */
export async function endSessions(
  tx: Transaction, userId: string, scope: 'global' | 'local' | 'others', sessionId: string | null,
): Promise<void> {
  if (scope === 'global' || sessionId === null) await tx.query('delete from auth.sessions where user_id = $1', [userId])
  else if (scope === 'local') await tx.query('delete from auth.sessions where user_id = $1 and id = $2', [userId, sessionId])
  else await tx.query('delete from auth.sessions where user_id = $1 and id <> $2', [userId, sessionId])
}

interface LockedSession {
  id: string
  userId: string
}

/** Locks the session before the token is read again: whoever refreshes the same session waits here. */
async function lockSession(tx: Transaction, digest: string): Promise<LockedSession | undefined> {
  const { rows } = await tx.query<LockedSession>(
    `select s.id, s.user_id as "userId" from auth.sessions s
     where s.id = (select session_id from auth.refresh_tokens where token = $1) for update`,
    [digest],
  )
  return rows[0]
}

async function nextToken(
  auth: AuthContext, tx: Transaction, session: LockedSession, digest: string,
): Promise<string | undefined> {
  const { rows } = await tx.query<{ revoked: boolean; fresh: boolean; activeId: string | null; activeParent: string | null }>(
    `select t.revoked, t.updated_at > clock_timestamp() - make_interval(secs => $2) as fresh,
       a.id as "activeId", a.parent as "activeParent"
     from auth.refresh_tokens t
     left join lateral (select id, parent from auth.refresh_tokens
       where session_id = t.session_id and not revoked order by id desc limit 1) a on true
     where t.token = $1`,
    [digest, reuseSeconds],
  )
  const used = rows[0]
  if (!used) return undefined
  if (!used.revoked) return rotate(auth, tx, session, digest)
  if (used.activeId !== null && (used.activeParent === digest || used.fresh)) return auth.tokens.refreshToken(session.id, used.activeId)
  await tx.query('update auth.refresh_tokens set revoked = true, updated_at = now() where session_id = $1 and not revoked', [session.id])
  return undefined
}

async function rotate(auth: AuthContext, tx: Transaction, session: LockedSession, digest: string): Promise<string> {
  await tx.query('update auth.refresh_tokens set revoked = true, updated_at = clock_timestamp() where token = $1', [digest])
  return addRefreshToken(auth, tx, session.id, session.userId, digest)
}

async function addRefreshToken(
  auth: AuthContext, tx: Transaction, sessionId: string, userId: string, parent: string | null,
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(`select nextval('auth.refresh_tokens_id_seq') as id`)
  const id = rows[0]?.id ?? ''
  const token = auth.tokens.refreshToken(sessionId, id)
  await tx.query(
    `insert into auth.refresh_tokens (id, token, user_id, session_id, parent, revoked, created_at, updated_at)
     values ($1, $2, $3, $4, $5, false, now(), now())`,
    [id, tokenDigest(token), userId, sessionId, parent],
  )
  return token
}

async function sessionBody(
  auth: AuthContext, tx: Transaction, user: User, sessionId: string, refreshToken: string,
): Promise<SessionBody> {
  const { rows: methods } = await tx.query<MethodClaim>(
    `select authentication_method as method, extract(epoch from updated_at)::int as timestamp
     from auth.mfa_amr_claims where session_id = $1 order by updated_at desc`,
    [sessionId],
  )
  const issuedAt = Math.floor(Date.now() / 1000)
  return {
    access_token: await auth.tokens.signAccessToken(user, sessionId, methods, issuedAt),
    token_type: 'bearer',
    expires_in: accessTokenSeconds,
    expires_at: issuedAt + accessTokenSeconds,
    refresh_token: refreshToken,
    user: publicUser(user),
  }
}
