import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import { AuthError, invalid } from './errors.ts'
import { isUuid, text } from './fields.ts'
import type { Transaction } from './database.ts'
import type { Fields } from './fields.ts'

/** The promise of a client to prove, when it redeems the code, that it is the one that asked (RFC 7636). */
export interface Challenge {
  challenge: string
  method: 's256' | 'plain'
}

/** The challenge of a request, or undefined for a client that takes its session from the fragment. */
export function challengeOf(fields: Fields): Challenge | undefined {
  const challenge = text(fields, 'code_challenge')
  const method = text(fields, 'code_challenge_method').toLowerCase()
  if (!challenge && !method) return undefined
  if (!challenge || !method) throw invalid('PKCE flow requires code_challenge_method and code_challenge')
  if (method !== 's256' && method !== 'plain') throw invalid(`unsupported code_challenge method "${method}"`)
  if (!/^[a-zA-Z._~0-9-]{43,128}$/.test(challenge)) throw invalid('code challenge has to be between 43 and 128 characters')
  return { challenge, method }
}

/** Remembers the challenge until the mailed link is opened. */
export async function rememberChallenge(tx: Transaction, userId: string, method: string, given: Challenge): Promise<void> {
  await tx.query('delete from auth.flow_state where user_id = $1 and authentication_method = $2', [userId, method])
  await tx.query(
    `insert into auth.flow_state (id, user_id, auth_code, code_challenge, code_challenge_method, provider_type,
       authentication_method, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $6, now(), now())`,
    [randomUUID(), userId, randomUUID(), given.challenge, given.method, method],
  )
}

/** The code that the link hands to the client. */
export async function issueCode(tx: Transaction, userId: string, method: string): Promise<string> {
  const { rows } = await tx.query<{ auth_code: string }>(
    `update auth.flow_state set auth_code_issued_at = now(), updated_at = now()
     where user_id = $1 and authentication_method = $2 returning auth_code`,
    [userId, method],
  )
  if (!rows[0]) throw new AuthError(422, 'flow_state_not_found', 'No valid flow state found for user.')
  return rows[0].auth_code
}

/** Uses up a code: the user it stands for and how he proved himself. A wrong verifier leaves the code as it is. */
export async function takeCode(tx: Transaction, code: string, verifier: string): Promise<{ userId: string; method: string }> {
  if (!code || !verifier) throw invalid('invalid request: both auth code and code verifier should be non-empty')
  if (!isUuid(code)) throw flowNotFound()
  const { rows } = await tx.query<Flow>(
    `delete from auth.flow_state where auth_code = $1 and auth_code_issued_at is not null
     returning user_id, authentication_method, code_challenge, code_challenge_method,
       auth_code_issued_at < now() - interval '5 minutes' as expired`,
    [code],
  )
  const flow = rows[0]
  if (!flow) throw flowNotFound()
  if (flow.expired) throw new AuthError(422, 'flow_state_expired', 'invalid flow state, flow state has expired')
  if (!matches(flow, verifier)) {
    throw new AuthError(400, 'bad_code_verifier', 'code challenge does not match previously saved code verifier')
  }
  return { userId: flow.user_id, method: flow.authentication_method }
}

interface Flow {
  user_id: string
  authentication_method: string
  code_challenge: string
  code_challenge_method: string
  expired: boolean
}

function matches(flow: Flow, verifier: string): boolean {
  const answer = flow.code_challenge_method === 's256' ? createHash('sha256').update(verifier).digest('base64url') : verifier
  const [expected, actual] = [Buffer.from(flow.code_challenge), Buffer.from(answer)]
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

function flowNotFound(): AuthError {
  return new AuthError(404, 'flow_state_not_found', 'invalid flow state, no valid flow state found')
}
