import type { AuthError } from '@supabase/supabase-js'
import { AppError, type ErrorCode } from '../../../core/domain/errors.ts'
import { fromServerFailure } from '../../../core/domain/server-failure.ts'

/** The codes of Supabase Auth that the apps tell apart. */
const byCode: Record<string, ErrorCode> = {
  invalid_credentials: 'invalid-credentials',
  user_not_found: 'invalid-credentials',
  user_already_exists: 'email-taken',
  email_exists: 'email-taken',
  email_not_confirmed: 'email-not-confirmed',
  email_address_invalid: 'invalid-email',
  validation_failed: 'invalid-email',
  weak_password: 'weak-password',
  same_password: 'same-password',
  otp_expired: 'link-expired',
  over_request_rate_limit: 'rate-limited',
  over_email_send_rate_limit: 'rate-limited',
  session_not_found: 'sign-in-required',
  session_expired: 'sign-in-required',
  refresh_token_not_found: 'sign-in-required',
  refresh_token_already_used: 'sign-in-required',
  no_authorization: 'sign-in-required',
  bad_jwt: 'sign-in-required',
  user_banned: 'not-allowed',
}

/** The AppError of a failed call to auth. */
export function fromAuthError(error: AuthError): AppError {
  if (error.name === 'AuthSessionMissingError') return new AppError('sign-in-required', { cause: error })
  const code = error.code && byCode[error.code]
  if (code) return new AppError(code, { cause: error })
  // A request that got no answer carries status 0.
  return fromServerFailure({ status: error.status ?? 0, message: error.message })
}
