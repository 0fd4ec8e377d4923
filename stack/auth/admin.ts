import { createHash, randomBytes } from 'node:crypto'
import { emailExists } from './account.ts'
import { requireAdmin } from './authentication.ts'
import { inTransaction } from './database.ts'
import { AuthError, databaseFailure, invalid, isDuplicateEmail, notInLocalStack } from './errors.ts'
import { banMilliseconds, emailAddress, flag, isUuid, object, optionalText, text } from './fields.ts'
import { checkHash, checkPassword, hashPassword } from './passwords.ts'
import { endSessions } from './sessions.ts'
import { changeEmail, confirmEmail, createUser, findUser, listUsers, loadUser, mergeMetadata, publicUser, storePassword } from './users.ts'
import type { AuthContext } from './context.ts'
import type { Transaction } from './database.ts'
import type { Exchange, Reply } from './exchange.ts'
import type { Fields } from './fields.ts'
import type { User } from './users.ts'

/** `/admin/users` and `/admin/users/<id>`, for the service key alone. */
export async function adminUsers(auth: AuthContext, from: Exchange): Promise<Reply> {
  await requireAdmin(auth, from)
  const [, id, more] = /^\/admin\/users(?:\/([^/]+)(\/.*)?)?$/.exec(from.path) ?? []
  if (more) throw notInLocalStack(`${from.method} ${from.path}`)
  if (id === undefined) return from.method === 'GET' ? list(auth, from) : create(auth, from)
  if (!isUuid(id)) throw new AuthError(404, 'validation_failed', 'user_id must be an UUID')
  if (from.method === 'PUT') return update(auth, from, id)
  if (from.method === 'DELETE') return remove(auth, from, id)
  return { status: 200, body: publicUser(await inTransaction(auth.db, (tx) => existing(tx, id))) }
}

async function existing(tx: Transaction, id: string): Promise<User> {
  const user = await findUser(tx, id)
  if (!user) throw new AuthError(404, 'user_not_found', 'User not found')
  return user
}

const defaultPerPage = 50
const mostPerPage = 1000

async function list(auth: AuthContext, from: Exchange): Promise<Reply> {
  const page = positive(from.query.get('page'), 1)
  const perPage = Math.min(positive(from.query.get('per_page'), defaultPerPage), mostPerPage)
  const { users, total } = await inTransaction(auth.db, (tx) => listUsers(tx, page, perPage, from.query.get('filter') ?? ''))
  const last = Math.ceil(total / perPage)
  const link = (to: number, rel: string): string => `</admin/users?page=${to}&per_page=${perPage}>; rel="${rel}"`
  const links = [...(last > page ? [link(page + 1, 'next')] : []), link(last, 'last')]
  return {
    status: 200,
    body: { users: users.map(publicUser), aud: 'authenticated' },
    headers: { 'x-total-count': String(total), link: links.join(', ') },
  }
}

function positive(given: string | null, otherwise: number): number {
  if (!given) return otherwise
  if (!/^[1-9]\d{0,8}$/.test(given)) throw invalid(`Bad Pagination Parameters: ${given}`)
  return Number(given)
}

async function create(auth: AuthContext, from: Exchange): Promise<Reply> {
  const body = await from.body()
  refusePhone(body)
  if (!text(body, 'email')) throw invalid('Cannot create a user without either an email or phone')
  const email = emailAddress(text(body, 'email'))
  const id = optionalText(body, 'id') || undefined
  if (id !== undefined && !isUuid(id)) throw invalid('ID must conform to the uuid v4 format')
  const user = await inTransaction(auth.db, async (tx) => {
    const created = await createUser(tx, {
      id, email, passwordHash: await newHash(auth, tx, body), role: text(body, 'role'),
      userMetadata: object(body, 'user_metadata'), bannedUntil: bannedUntil(body) ?? null,
    }).catch(refuse('Database error creating new user'))
    const appMetadata = object(body, 'app_metadata')
    if (appMetadata) await mergeMetadata(tx, created, 'app', appMetadata)
    if (flag(body, 'email_confirm')) await confirmEmail(tx, created)
    return loadUser(tx, created)
  })
  return { status: 200, body: publicUser(user) }
}

/** Without a password the account gets one that nobody knows, as on hosted Supabase. */
async function newHash(auth: AuthContext, tx: Transaction, body: Fields): Promise<string> {
  const [password, hash] = [text(body, 'password'), text(body, 'password_hash')]
  if (password && hash) throw invalid('Only a password or a password hash should be provided')
  if (hash) {
    checkHash(hash)
    return hash
  }
  if (password) checkPassword(password, auth.minimumPasswordLength)
  return hashPassword(tx, password || randomBytes(48).toString('base64url'))
}

async function update(auth: AuthContext, from: Exchange, id: string): Promise<Reply> {
  const body = await from.body()
  refusePhone(body)
  const user = await inTransaction(auth.db, async (tx) => {
    await existing(tx, id)
    await change(auth, tx, id, body).catch(refuse('Error updating user'))
    return loadUser(tx, id)
  })
  return { status: 200, body: publicUser(user) }
}

async function change(auth: AuthContext, tx: Transaction, id: string, body: Fields): Promise<void> {
  const [role, email, password] = [text(body, 'role'), text(body, 'email'), optionalText(body, 'password')]
  const confirmed = flag(body, 'email_confirm')
  if (role) await tx.query('update auth.users set role = $2, updated_at = now() where id = $1', [id, role.trim()])
  if (email) await changeEmail(tx, id, emailAddress(email), confirmed)
  if (confirmed) await confirmEmail(tx, id)
  if (password !== undefined) {
    checkPassword(password, auth.minimumPasswordLength)
    await storePassword(tx, id, await hashPassword(tx, password))
    await endSessions(tx, id, 'global', null)
  }
  const banned = bannedUntil(body)
  if (banned !== undefined) await tx.query('update auth.users set banned_until = $2, updated_at = now() where id = $1', [id, banned])
  for (const whose of ['user', 'app'] as const) {
    const patch = object(body, `${whose}_metadata`)
    if (patch) await mergeMetadata(tx, id, whose, patch)
  }
}

async function remove(auth: AuthContext, from: Exchange, id: string): Promise<Reply> {
  const softly = flag(await from.body(), 'should_soft_delete')
  await inTransaction(auth.db, async (tx) => {
    const user = await existing(tx, id)
    if (softly) await softDelete(tx, user)
    else await tx.query('delete from auth.users where id = $1', [id]).catch(refuse('Database error deleting user'))
  })
  return { status: 200, body: {} }
}

/** Keeps the row for those who refer to it, without anything that says who it was. */
async function softDelete(tx: Transaction, user: User): Promise<void> {
  if (user.deleted_at) return
  const nobody = createHash('sha256').update(`${user.id}${user.email ?? ''}`).digest('base64url')
  await tx.query(
    `update auth.users set email = $2, encrypted_password = null, email_change = '', raw_user_meta_data = '{}',
       raw_app_meta_data = '{}', deleted_at = now(), updated_at = now() where id = $1`,
    [user.id, nobody],
  )
  await tx.query(`update auth.identities set identity_data = '{}', provider_id = $2 where user_id = $1`, [user.id, nobody])
  await tx.query('delete from auth.one_time_tokens where user_id = $1', [user.id])
  await endSessions(tx, user.id, 'global', null)
}

/** When a ban ends: a date, null for no ban, undefined when the request does not speak of one. */
function bannedUntil(body: Fields): Date | null | undefined {
  const given = text(body, 'ban_duration')
  if (!given) return undefined
  const milliseconds = banMilliseconds(given)
  return milliseconds === 0 ? null : new Date(Date.now() + milliseconds)
}

function refusePhone(body: Fields): void {
  if (text(body, 'phone')) throw notInLocalStack('A phone number')
}

function refuse(message: string): (error: unknown) => never {
  return (error) => {
    throw isDuplicateEmail(error) ? emailExists() : databaseFailure(message, error)
  }
}
