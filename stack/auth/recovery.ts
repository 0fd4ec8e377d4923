import { AuthError, invalid } from './errors.ts'
import { inTransaction } from './database.ts'
import { emailAddress, text } from './fields.ts'
import { sendTokenMail } from './mails.ts'
import { codeHash, issueToken, pkcePrefix, takeToken } from './one-time-tokens.ts'
import { challengeOf, issueCode, rememberChallenge } from './pkce.ts'
import { redirectTarget, withFragment, withQuery } from './redirects.ts'
import { openSession } from './sessions.ts'
import { changeEmail, confirmEmail, findUserByEmail } from './users.ts'
import type { AuthContext } from './context.ts'
import type { Transaction } from './database.ts'
import type { Exchange, Reply } from './exchange.ts'
import type { Purpose } from './one-time-tokens.ts'
import type { SessionBody } from './sessions.ts'
import type { User } from './users.ts'

const badLink = 'Email link is invalid or has expired'
const badCode = 'Token has expired or is invalid'

/** POST /recover: mails a link to set a new password. The answer is the same for an address that nobody has. */
export async function recover(auth: AuthContext, from: Exchange): Promise<Reply> {
  const body = await from.body()
  if (!text(body, 'email')) throw invalid('Password recovery requires an email')
  const email = emailAddress(text(body, 'email'))
  const challenge = challengeOf(body)
  await inTransaction(auth.db, async (tx) => {
    const user = await findUserByEmail(tx, email)
    if (!user) return
    if (challenge) await rememberChallenge(tx, user.id, 'recovery', challenge)
    const token = await issueToken(tx, user.id, email, 'recovery', challenge !== undefined)
    await sendTokenMail(auth, tx, email, 'recovery', token, redirectTarget(auth, from))
  })
  return { status: 200, body: {} }
}

/** POST /verify: a session for the hash of a link, or for an address and the code that was mailed to it. */
export async function verifyPost(auth: AuthContext, from: Exchange): Promise<Reply> {
  const body = await from.body()
  const purpose = purposeOf(text(body, 'type'))
  const [token, hash] = [text(body, 'token'), text(body, 'token_hash')]
  if (!token === !hash) throw invalid('Verify requires either a token or a token hash')
  if (hash && text(body, 'email')) throw invalid('Only the token_hash and type should be provided')
  const plain = hash || codeHash(emailAddress(text(body, 'email')), token)
  const hashes = hash ? [hash] : [plain, pkcePrefix + plain]
  const session = await inTransaction(auth.db, async (tx) => {
    const user = await takeToken(tx, hashes, purpose, hash ? badLink : badCode)
    return enter(auth, tx, user, purpose, from)
  })
  return { status: 200, body: session }
}

/** GET /verify: the link of a mail. Sends the browser on, with the session in the fragment or a code in the query. */
export async function verifyGet(auth: AuthContext, from: Exchange): Promise<Reply> {
  const target = redirectTarget(auth, from)
  const hash = from.query.get('token') ?? from.query.get('token_hash') ?? ''
  const type = from.query.get('type') ?? ''
  if (!type) throw invalid('Verify requires a verification type')
  if (!hash) throw invalid('Verify requires a token or a token hash')
  try {
    const location = await inTransaction(auth.db, (tx) => follow(auth, tx, hash, type, target, from))
    return { status: 303, headers: { location } }
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    return { status: 303, headers: { location: refusedAt(target, error, hash.startsWith(pkcePrefix)) } }
  }
}

async function follow(auth: AuthContext, tx: Transaction, hash: string, type: string, target: string, from: Exchange): Promise<string> {
  const purpose = purposeOf(type)
  const user = await takeToken(tx, [hash], purpose, badLink)
  if (hash.startsWith(pkcePrefix)) {
    await confirm(tx, user, purpose)
    return withQuery(target, { code: await issueCode(tx, user.id, purpose) })
  }
  const session = await enter(auth, tx, user, purpose, from)
  return withFragment(target, {
    access_token: session.access_token,
    expires_at: String(session.expires_at),
    expires_in: String(session.expires_in),
    refresh_token: session.refresh_token,
    token_type: session.token_type,
    type,
  })
}

async function enter(auth: AuthContext, tx: Transaction, user: User, purpose: Purpose, from: Exchange): Promise<SessionBody> {
  await confirm(tx, user, purpose)
  return openSession(auth, tx, user.id, 'otp', from)
}

/** Who opens a link that was sent to an address has that address. */
async function confirm(tx: Transaction, user: User, purpose: Purpose): Promise<void> {
  const next = user['new_email']
  if (purpose === 'email_change' && typeof next === 'string') await changeEmail(tx, user.id, next, true)
  if (!user.email_confirmed_at) await confirmEmail(tx, user.id)
}

function purposeOf(type: string): Purpose {
  if (!type) throw invalid('Verify requires a verification type')
  if (type !== 'recovery' && type !== 'email_change') throw invalid('Invalid email verification type')
  return type
}

const oauthErrors: Record<number, string> = { 400: 'invalid_request', 401: 'unauthorized_client', 403: 'access_denied' }

function refusedAt(target: string, error: AuthError, pkce: boolean): string {
  const name = oauthErrors[error.status]
  const values = { ...(name ? { error: name } : {}), error_code: error.code, error_description: error.message }
  return withFragment(pkce ? withQuery(target, values) : target, values)
}
