import { createHash, randomInt, randomUUID } from 'node:crypto'
import { AuthError } from './errors.ts'
import { findUser, isBanned } from './users.ts'
import type { Transaction } from './database.ts'
import type { User } from './users.ts'

/** What a mailed link or code is good for. */
export type Purpose = 'recovery' | 'email_change'

/** A code to type and the hash that stands in the link. */
export interface OneTimeToken {
  code: string
  hash: string
}

const stored = {
  recovery: { type: 'recovery_token', sentAt: 'recovery_sent_at' },
  email_change: { type: 'email_change_token_new', sentAt: 'email_change_sent_at' },
} as const

/** Links and codes hold for one hour, as on hosted Supabase. */
const lifetime = '1 hour'

/** The hash of a code that was mailed to this address. */
export function codeHash(email: string, code: string): string {
  return createHash('sha224').update(email + code).digest('hex')
}

/** Makes a token for the user; an earlier one for the same purpose no longer holds. */
export async function issueToken(tx: Transaction, userId: string, email: string, purpose: Purpose, pkce: boolean): Promise<OneTimeToken> {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const hash = `${pkce ? pkcePrefix : ''}${codeHash(email, code)}`
  const { type, sentAt } = stored[purpose]
  await tx.query(
    `insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to) values ($1, $2, $3, $4, $5)
     on conflict (user_id, token_type)
       do update set token_hash = excluded.token_hash, relates_to = excluded.relates_to, updated_at = now()`,
    [randomUUID(), userId, type, hash, email],
  )
  await tx.query(`update auth.users set ${sentAt} = now(), updated_at = now() where id = $1`, [userId])
  return { code, hash }
}

/** Marks the token of a client that will exchange a code for its session (PKCE). */
export const pkcePrefix = 'pkce_'

/** Uses up the token with one of these hashes and gives its user. Unknown, used and expired tokens are one error. */
export async function takeToken(tx: Transaction, hashes: string[], purpose: Purpose, refusal: string): Promise<User> {
  const { type, sentAt } = stored[purpose]
  const { rows } = await tx.query<{ user_id: string }>(
    `delete from auth.one_time_tokens t using auth.users u
     where t.token_hash = any($1) and t.token_type = $2 and u.id = t.user_id and u.${sentAt} > now() - interval '${lifetime}'
     returning t.user_id`,
    [hashes, type],
  )
  const user = rows[0] && (await findUser(tx, rows[0].user_id))
  if (!user) throw new AuthError(403, 'otp_expired', refusal)
  if (isBanned(user)) throw new AuthError(403, 'user_banned', 'User is banned')
  await tx.query('delete from auth.one_time_tokens where user_id = $1', [user.id])
  return user
}
