import { AppError } from '../../../core/domain/errors.ts'
import { fromAuthError } from '../session/auth-failure.ts'
import type { CloudClient } from './client.ts'

/** What the link of a mail left in an address's fragment: a session, word that it is void, or nothing. */
export function mailLinkIn(fragment: string): 'session' | 'void' | null {
  const values = new URLSearchParams(fragment.replace(/^#/, ''))
  if (values.has('access_token')) return 'session'
  return values.has('error_code') || values.has('error') ? 'void' : null
}

/**
 * Enters by the link of a mail, if one led here, and clears the address: a router that lives in the fragment would take the
 * session there for a page. Resolves with why the link did not hold, or null.
 */
export async function enterByMailLink(client: CloudClient): Promise<AppError | null> {
  const link = mailLinkIn(location.hash)
  if (link === null) return null
  // The client has read the address when it was made; this waits until it has the session.
  const { error } = await client.auth.initialize()
  history.replaceState(null, '', location.pathname + location.search)
  if (link === 'void') return new AppError('link-expired', { cause: error })
  return error && fromAuthError(error)
}
