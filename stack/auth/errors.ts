import type { Reply } from './exchange.ts'

/** An answer that is not a success: HTTP status, the catalogue code that clients match, and a text for people. */
export class AuthError extends Error {
  readonly status: number
  readonly code: string
  /** Set with `weak_password`: which rules the password broke. */
  readonly reasons: string[] | undefined

  constructor(status: number, code: string, message: string, details: { reasons?: string[]; cause?: unknown } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'AuthError'
    this.status = status
    this.code = code
    this.reasons = details.reasons
  }
}

const versionHeader = 'x-supabase-api-version'
const datedVersion = '2024-01-01'

/** Writes an error in the shape that the client's `X-Supabase-Api-Version` asks for. */
export function errorReply(error: AuthError, askedVersion: string | undefined): Reply {
  const weak = error.reasons ? { weak_password: { reasons: error.reasons } } : {}
  const headers = { 'x-sb-error-code': error.code }
  if (error.code === 'not_in_local_stack') return { status: error.status, body: { code: error.code, message: error.message }, headers }
  if (!wantsDatedShape(askedVersion)) {
    return { status: error.status, body: { code: error.status, error_code: error.code, msg: error.message, ...weak }, headers }
  }
  return {
    status: error.status,
    body: { code: error.code, message: error.message, ...weak },
    headers: { ...headers, [versionHeader]: datedVersion },
  }
}

function wantsDatedShape(asked: string | undefined): boolean {
  return asked !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(asked) && asked >= datedVersion
}

/** What this stack leaves to hosted Supabase. */
export function notInLocalStack(what: string): AuthError {
  return new AuthError(501, 'not_in_local_stack', `${what} is not in the local stack`)
}

/** A field of the request that does not hold. */
export function invalid(message: string): AuthError {
  return new AuthError(400, 'validation_failed', message)
}

const badText = new Set(['22021', '22P05'])

/** True when a statement met an address that another user has. */
export function isDuplicateEmail(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'users_email_partial_key'
}

/**
 * A statement on auth.users that failed, most often in a trigger of the project's own migrations.
 * The client gets hosted Supabase's sentence, the log gets the cause.
 */
export function databaseFailure(message: string, cause: unknown): AuthError {
  const known = toAuthError(cause)
  return known.status === 500 ? new AuthError(500, 'unexpected_failure', message, { cause }) : known
}

/** Sorts what a handler threw: text that Postgres cannot store is the caller's fault, the rest is ours. */
export function toAuthError(error: unknown): AuthError {
  if (error instanceof AuthError) return error
  if (badText.has(sqlState(error) ?? '')) return invalid('The request has text that cannot be stored')
  return new AuthError(500, 'unexpected_failure', 'Unexpected failure, please check server logs for more information')
}

function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
