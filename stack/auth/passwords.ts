import { AuthError, invalid } from './errors.ts'
import type { Transaction } from './database.ts'

/** bcrypt reads no more than 72 bytes of a password; what follows would be ignored in silence. */
const maxBytes = 72
/** Four times cheaper than hosted Supabase's 10: a development server signs people in all day. */
const bcryptCost = 8
/** A hash that no password has, so that an unknown address takes as long to refuse as a known one. */
const nobodysHash = '$2a$08$CwTycUXWue0Thq9StjUM0uJ8.XzMwL3kqOa0h2kRzY9b1xM9Yx1yW'

/** Refuses a password that is too long for bcrypt or too short for anybody. */
export function checkPassword(password: string, minLength: number): void {
  if (Buffer.byteLength(password) > maxBytes) throw invalid(`Password cannot be longer than ${maxBytes} characters`)
  if (Buffer.byteLength(password) < minLength) {
    throw new AuthError(422, 'weak_password', `Password should be at least ${minLength} characters.`, { reasons: ['length'] })
  }
}

/** The bcrypt hash of a password. */
export async function hashPassword(tx: Transaction, password: string): Promise<string> {
  const { rows } = await tx.query<{ hash: string }>(
    `select extensions.crypt($1, extensions.gen_salt('bf', ${bcryptCost})) as hash`,
    [password],
  )
  const hash = rows[0]?.hash
  if (!hash) throw new Error('pgcrypto gave no hash')
  return hash
}

/** A hash that came from elsewhere; pgcrypto knows the prefix `$2a$` alone. */
export function checkHash(hash: string): void {
  if (!/^\$2a\$\d\d\$[./A-Za-z0-9]{53}$/.test(hash)) throw invalid('Only bcrypt hashes that begin with $2a$ are in the local stack')
}

/** The id of the user with this address and password, or undefined; both answers take the same time. */
export async function findByPassword(tx: Transaction, email: string, password: string): Promise<string | undefined> {
  if (Buffer.byteLength(password) > maxBytes) return undefined
  const { rows } = await tx.query<{ id: string; right: boolean }>(
    `select u.id, extensions.crypt($2, h.hash) = u.encrypted_password as right
     from (select 1) as always
     left join auth.users u on lower(u.email) = $1 and not u.is_sso_user and u.deleted_at is null
     cross join lateral (select coalesce(nullif(u.encrypted_password, ''), $3) as hash) as h`,
    [email, password, nobodysHash],
  )
  return rows.find((row) => row.right)?.id
}

/** True when the user has exactly this password now. */
export async function hasPassword(tx: Transaction, userId: string, password: string): Promise<boolean> {
  const { rows } = await tx.query<{ same: boolean | null }>(
    `select extensions.crypt($2, encrypted_password) = encrypted_password as same
     from auth.users where id = $1 and encrypted_password <> ''`,
    [userId, password],
  )
  return rows[0]?.same === true
}
