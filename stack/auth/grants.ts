import { inTransaction } from './database.ts'
import { AuthError, invalid, notInLocalStack } from './errors.ts'
import { text } from './fields.ts'
import { findByPassword } from './passwords.ts'
import { takeCode } from './pkce.ts'
import { openSession, refreshSession } from './sessions.ts'
import { isBanned, loadUser } from './users.ts'
import type { AuthContext } from './context.ts'
import type { Transaction } from './database.ts'
import type { Exchange, Reply } from './exchange.ts'

/** POST /token: a session for a password, a refresh token or the code of a link. */
export async function grant(auth: AuthContext, from: Exchange): Promise<Reply> {
  const type = from.query.get('grant_type') ?? ''
  if (type === 'password') return passwordGrant(auth, from)
  if (type === 'refresh_token') return refreshGrant(auth, from)
  if (type === 'pkce') return codeGrant(auth, from)
  if (type === 'id_token' || type === 'web3') throw notInLocalStack(`The grant type ${type}`)
  throw new AuthError(400, 'invalid_credentials', 'unsupported_grant_type')
}

async function passwordGrant(auth: AuthContext, from: Exchange): Promise<Reply> {
  const body = await from.body()
  if (text(body, 'phone')) throw notInLocalStack('Sign-in by phone')
  const [email, password] = [text(body, 'email').toLowerCase(), text(body, 'password')]
  if (!email) throw invalid('missing email or phone')
  const session = await inTransaction(auth.db, async (tx) => {
    const id = await findByPassword(tx, email, password)
    if (!id) throw new AuthError(400, 'invalid_credentials', 'Invalid login credentials')
    await admit(tx, id)
    return openSession(auth, tx, id, 'password', from)
  })
  return { status: 200, body: session }
}

/** Only who knows the password is told why he may not enter. */
async function admit(tx: Transaction, id: string): Promise<void> {
  const user = await loadUser(tx, id)
  if (isBanned(user)) throw new AuthError(400, 'user_banned', 'User is banned')
  if (!user.email_confirmed_at) throw new AuthError(400, 'email_not_confirmed', 'Email not confirmed')
}

async function refreshGrant(auth: AuthContext, from: Exchange): Promise<Reply> {
  const token = text(await from.body(), 'refresh_token')
  if (token.length < 12) throw invalid('Refresh token is not valid')
  const result = await inTransaction(auth.db, (tx) => refreshSession(auth, tx, token, from))
  if (result instanceof AuthError) throw result
  return { status: 200, body: result }
}

async function codeGrant(auth: AuthContext, from: Exchange): Promise<Reply> {
  const body = await from.body()
  const session = await inTransaction(auth.db, async (tx) => {
    const { userId, method } = await takeCode(tx, text(body, 'auth_code'), text(body, 'code_verifier'))
    return openSession(auth, tx, userId, method, from)
  })
  return { status: 200, body: session }
}
