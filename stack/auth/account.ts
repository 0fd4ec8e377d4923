import { requireUser } from './authentication.ts'
import { inTransaction } from './database.ts'
import { AuthError, databaseFailure, invalid, isDuplicateEmail, notInLocalStack } from './errors.ts'
import { emailAddress, object, optionalText, text } from './fields.ts'
import { sendTokenMail } from './mails.ts'
import { issueToken } from './one-time-tokens.ts'
import { checkPassword, hashPassword, hasPassword } from './passwords.ts'
import { challengeOf, rememberChallenge } from './pkce.ts'
import { redirectTarget } from './redirects.ts'
import { endSessions, openSession } from './sessions.ts'
import { confirmEmail, createUser, findUserByEmail, loadUser, mergeMetadata, publicUser, storePassword } from './users.ts'
import type { Caller } from './authentication.ts'
import type { AuthContext } from './context.ts'
import type { Transaction } from './database.ts'
import type { Exchange, Reply } from './exchange.ts'
import type { Fields } from './fields.ts'

/** POST /signup: a new account, confirmed at once and signed in. */
export async function signUp(auth: AuthContext, from: Exchange): Promise<Reply> {
  const body = await from.body()
  if (text(body, 'phone')) throw notInLocalStack('Sign-up by phone')
  if (!text(body, 'email')) throw new AuthError(422, 'anonymous_provider_disabled', 'Anonymous sign-ins are disabled')
  const password = text(body, 'password')
  if (!password) throw invalid('Signup requires a valid password')
  checkPassword(password, auth.minimumPasswordLength)
  const email = emailAddress(text(body, 'email'))
  const data = object(body, 'data') ?? {}
  challengeOf(body)
  const session = await inTransaction(auth.db, async (tx) => {
    if (await findUserByEmail(tx, email)) throw alreadyRegistered()
    const passwordHash = await hashPassword(tx, password)
    const id = await createUser(tx, { email, passwordHash, userMetadata: data, identityData: data }).catch(refuseNewUser)
    await confirmEmail(tx, id)
    return openSession(auth, tx, id, 'password', from)
  })
  return { status: 200, body: session }
}

function alreadyRegistered(): AuthError {
  return new AuthError(422, 'user_already_exists', 'User already registered')
}

/** A sign-up that lost a race, or a trigger on auth.users that said no. */
function refuseNewUser(error: unknown): never {
  throw isDuplicateEmail(error) ? alreadyRegistered() : databaseFailure('Database error saving new user', error)
}

/** GET /user: the caller as the database has it now. */
export async function getUser(auth: AuthContext, from: Exchange): Promise<Reply> {
  const { user } = await inTransaction(auth.db, (tx) => requireUser(auth, tx, from))
  return { status: 200, body: publicUser(user) }
}

/** PUT /user: the caller changes password, address or metadata. */
export async function updateUser(auth: AuthContext, from: Exchange): Promise<Reply> {
  const user = await inTransaction(auth.db, async (tx) => {
    const caller = await requireUser(auth, tx, from)
    const body = await from.body()
    if (text(body, 'phone')) throw notInLocalStack('A phone number')
    if (object(body, 'app_metadata')) throw new AuthError(403, 'not_admin', 'Updating app_metadata requires admin privileges')
    const password = optionalText(body, 'password')
    if (password !== undefined) await changePassword(auth, tx, caller, password)
    const data = object(body, 'data')
    if (data) await mergeMetadata(tx, caller.user.id, 'user', data)
    await askForEmailChange(auth, tx, caller, body, from)
    return loadUser(tx, caller.user.id)
  })
  return { status: 200, body: publicUser(user) }
}

/** A new password ends all other sessions: whoever knew the old one is out. */
async function changePassword(auth: AuthContext, tx: Transaction, caller: Caller, password: string): Promise<void> {
  checkPassword(password, auth.minimumPasswordLength)
  if (await hasPassword(tx, caller.user.id, password)) {
    throw new AuthError(422, 'same_password', 'New password should be different from the old password.')
  }
  await storePassword(tx, caller.user.id, await hashPassword(tx, password))
  await endSessions(tx, caller.user.id, 'others', caller.sessionId)
}

/** The address changes when the link that is mailed to it is opened. */
async function askForEmailChange(auth: AuthContext, tx: Transaction, caller: Caller, body: Fields, from: Exchange): Promise<void> {
  if (!text(body, 'email')) return
  const email = emailAddress(text(body, 'email'))
  if (email === caller.user.email) return
  if (await findUserByEmail(tx, email)) throw emailExists()
  const challenge = challengeOf(body)
  if (challenge) await rememberChallenge(tx, caller.user.id, 'email_change', challenge)
  await tx.query('update auth.users set email_change = $2 where id = $1', [caller.user.id, email])
  const token = await issueToken(tx, caller.user.id, email, 'email_change', challenge !== undefined)
  await sendTokenMail(auth, tx, email, 'email_change', token, redirectTarget(auth, from))
}

/** The address belongs to somebody else. */
export function emailExists(): AuthError {
  return new AuthError(422, 'email_exists', 'A user with this email address has already been registered')
}

/** POST /logout: ends sessions of the caller. */
export async function logOut(auth: AuthContext, from: Exchange): Promise<Reply> {
  const scope = from.query.get('scope') || 'global'
  if (scope !== 'global' && scope !== 'local' && scope !== 'others') throw invalid(`Unsupported logout scope "${scope}"`)
  await inTransaction(auth.db, async (tx) => {
    const { user, sessionId } = await requireUser(auth, tx, from)
    await endSessions(tx, user.id, scope, sessionId)
  })
  return { status: 204 }
}
