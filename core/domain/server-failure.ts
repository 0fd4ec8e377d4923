import { AppError, type ErrorCode } from './errors.ts'

/** A failed request as PostgREST answers it. `status` is 0 or absent where no answer came. */
export interface ServerFailure {
  status?: number | undefined
  code?: string | null | undefined
  message?: string | null | undefined
  details?: string | null | undefined
}

/**
 * Own SQLSTATEs of docs/database.md, and those of PostgreSQL and PostgREST that mean something to the apps. 42501 is not among
 * them: PostgREST answers it with 401 to someone without a session and with 403 to others, and the status tells more.
 */
const byCode: Record<string, ErrorCode> = {
  HC001: 'invalid-argument',
  HC002: 'sign-in-required',
  HC003: 'not-allowed',
  HC004: 'not-found',
  HC005: 'command-mismatch',
  HC006: 'too-large',
  HC007: 'wrong-state',
  HC008: 'not-local',
  '42883': 'upgrade-required',
  '40001': 'server-failed',
  '40P01': 'server-failed',
  '53300': 'server-failed',
  '55P03': 'server-failed',
  '57014': 'server-failed',
  '57P01': 'server-failed',
  '57P03': 'server-failed',
  PGRST000: 'server-failed',
  PGRST001: 'server-failed',
  PGRST002: 'server-failed',
  PGRST003: 'server-failed',
  PGRST202: 'upgrade-required',
  PGRST301: 'sign-in-required',
  PGRST302: 'sign-in-required',
  PGRST303: 'sign-in-required',
}

const byStatus: Record<number, ErrorCode> = {
  401: 'sign-in-required',
  403: 'not-allowed',
  404: 'not-found',
  408: 'server-failed',
  413: 'too-large',
  426: 'upgrade-required',
  429: 'rate-limited',
}

/** The AppError of a failed request: by its SQLSTATE or PostgREST code, else by its HTTP status. */
export function fromServerFailure(failure: ServerFailure): AppError {
  const code = (failure.code && byCode[failure.code]) || codeOfStatus(failure.status ?? 0)
  return new AppError(code, { detail: detailOf(failure, code), cause: failure })
}

/** Only our own functions write details that mean something to the apps. */
function detailOf(failure: ServerFailure, code: ErrorCode): string | undefined {
  if (failure.code?.startsWith('HC')) return failure.details || undefined
  return code === 'unexpected' ? (failure.message ?? undefined) : undefined
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 0) return 'offline'
  return byStatus[status] ?? (status >= 500 ? 'server-failed' : 'unexpected')
}
