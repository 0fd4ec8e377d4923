import { randomUUID } from 'node:crypto'
import type { Transaction } from './database.ts'
import type { Fields } from './fields.ts'

/** A row of auth.users under the names that the API uses, with its identities. No secret is among them. */
export interface User {
  id: string
  aud: string | null
  role: string | null
  email: string | null
  phone: string | null
  app_metadata: Fields | null
  user_metadata: Fields | null
  identities: Fields[]
  email_confirmed_at: Date | null
  banned_until: Date | null
  deleted_at: Date | null
  is_anonymous: boolean
  [column: string]: unknown
}

/** What makes a new user. */
export interface NewUser {
  id?: string | undefined
  email: string
  passwordHash: string
  role?: string | undefined
  userMetadata?: Fields | undefined
  appMetadata?: Fields | undefined
  identityData?: Fields | undefined
  bannedUntil?: Date | null
}

const columns = `u.id, u.aud, u.role, u.email, u.email_confirmed_at, u.invited_at, u.phone, u.phone_confirmed_at,
  u.confirmation_sent_at, u.confirmed_at, u.recovery_sent_at, nullif(u.email_change, '') as new_email,
  u.email_change_sent_at, u.last_sign_in_at, u.raw_app_meta_data as app_metadata, u.raw_user_meta_data as user_metadata,
  u.created_at, u.updated_at, u.banned_until, u.deleted_at, u.is_anonymous,
  coalesce((select jsonb_agg(jsonb_build_object('identity_id', i.id, 'id', i.provider_id, 'user_id', i.user_id,
    'identity_data', i.identity_data, 'provider', i.provider, 'last_sign_in_at', i.last_sign_in_at,
    'created_at', i.created_at, 'updated_at', i.updated_at, 'email', i.email) order by i.created_at)
    from auth.identities i where i.user_id = u.id), '[]') as identities`

/** The user as the API shows it: what is not set is left out, except for the fields that are always there. */
export function publicUser(user: User): Fields {
  const set = Object.entries(user).filter(([, value]) => value !== null)
  return { aud: '', role: '', email: '', phone: '', app_metadata: {}, user_metadata: {}, ...Object.fromEntries(set) }
}

/** The user with this id. */
export async function findUser(tx: Transaction, id: string): Promise<User | undefined> {
  const { rows } = await tx.query<User>(`select ${columns} from auth.users u where u.id = $1`, [id])
  return rows[0]
}

/** The user with this id, which is known to exist. */
export async function loadUser(tx: Transaction, id: string): Promise<User> {
  const user = await findUser(tx, id)
  if (!user) throw new Error(`user ${id} is gone`)
  return user
}

/** The user with this address, in lower case, unless deleted. */
export async function findUserByEmail(tx: Transaction, email: string): Promise<User | undefined> {
  const { rows } = await tx.query<User>(
    `select ${columns} from auth.users u where lower(u.email) = $1 and not u.is_sso_user and u.deleted_at is null`,
    [email],
  )
  return rows[0]
}

/** One page of users, newest first, and how many there are. `filter` is part of an address. */
export async function listUsers(
  tx: Transaction, page: number, perPage: number, filter: string,
): Promise<{ users: User[]; total: number }> {
  const matching = `from auth.users u where ($1 = '' or strpos(u.email, $1) > 0
    or strpos(lower(u.raw_user_meta_data ->> 'full_name'), lower($1)) > 0)`
  const total = await tx.query<{ total: number }>(`select count(*)::int as total ${matching}`, [filter])
  const { rows } = await tx.query<User>(
    `select ${columns} ${matching} order by u.created_at desc nulls last, u.id limit $2 offset $3`,
    [filter, perPage, (page - 1) * perPage],
  )
  return { users: rows, total: total.rows[0]?.total ?? 0 }
}

/** Inserts a user with its e-mail identity; the address is not confirmed yet. */
export async function createUser(tx: Transaction, user: NewUser): Promise<string> {
  const id = user.id ?? randomUUID()
  const appMetadata = { ...user.appMetadata, provider: 'email', providers: ['email'] }
  await tx.query(
    `insert into auth.users (instance_id, id, aud, role, email, encrypted_password, confirmation_token, recovery_token,
       email_change_token_new, email_change, raw_app_meta_data, raw_user_meta_data, banned_until, created_at, updated_at)
     values ('00000000-0000-0000-0000-000000000000', $1, 'authenticated', $2, $3, $4, '', '', '', '', $5, $6, $7, now(), now())`,
    [id, user.role || 'authenticated', user.email, user.passwordHash, appMetadata, user.userMetadata ?? {}, user.bannedUntil ?? null],
  )
  await tx.query(
    `insert into auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
     values ($1::text, $1::uuid, $2, 'email', now(), now(), now())`,
    [id, { ...user.identityData, sub: id, email: user.email, email_verified: false, phone_verified: false }],
  )
  return id
}

/** Marks the address as confirmed. */
export async function confirmEmail(tx: Transaction, id: string): Promise<void> {
  await tx.query(
    `update auth.users set email_confirmed_at = now(), confirmation_token = '', updated_at = now(),
       raw_user_meta_data = coalesce(raw_user_meta_data, '{}') || '{"email_verified": true}' where id = $1`,
    [id],
  )
}

/** Merges keys into the user's or the app's metadata; a key that is null goes away. */
export async function mergeMetadata(tx: Transaction, id: string, whose: 'user' | 'app', patch: Fields): Promise<void> {
  const column = whose === 'user' ? 'raw_user_meta_data' : 'raw_app_meta_data'
  const removed = Object.keys(patch).filter((key) => patch[key] === null)
  await tx.query(
    `update auth.users set ${column} = (coalesce(${column}, '{}') || $2::jsonb) - $3::text[], updated_at = now() where id = $1`,
    [id, patch, removed],
  )
}

/** Gives the user another address, on the account and on its e-mail identity. */
export async function changeEmail(tx: Transaction, id: string, email: string, verified: boolean): Promise<void> {
  await tx.query(
    `update auth.users set email = $2, email_change = '', email_change_token_new = '', updated_at = now() where id = $1`,
    [id, email],
  )
  await tx.query(
    `insert into auth.identities as i (provider_id, user_id, identity_data, provider, created_at, updated_at)
     values ($1::text, $1::uuid, jsonb_build_object('sub', $1::text) || $2::jsonb, 'email', now(), now())
     on conflict (provider_id, provider) do update set identity_data = i.identity_data || $2::jsonb, updated_at = now()`,
    [id, { email, email_verified: verified }],
  )
}

/** Stores a new password hash; links and codes that were sent before no longer hold. */
export async function storePassword(tx: Transaction, id: string, hash: string): Promise<void> {
  await tx.query(
    `update auth.users set encrypted_password = $2, recovery_sent_at = null, email_change_sent_at = null, updated_at = now() where id = $1`,
    [id, hash],
  )
  await tx.query('delete from auth.one_time_tokens where user_id = $1', [id])
}

/** True while the user may not sign in. */
export function isBanned(user: User): boolean {
  return user.banned_until !== null && user.banned_until.getTime() > Date.now()
}
