import type { AuthContext } from './context.ts'
import type { Transaction } from './database.ts'
import type { OneTimeToken, Purpose } from './one-time-tokens.ts'

const texts: Record<Purpose, { subject: string; lead: string }> = {
  recovery: { subject: 'Reset your password', lead: 'Follow this link to choose a new password:' },
  email_change: { subject: 'Confirm your new email', lead: 'Follow this link to confirm your new email address:' },
}

/** Puts the mail with a token into the mailbox, together with what else the transaction does. */
export async function sendTokenMail(
  auth: AuthContext, tx: Transaction, to: string, purpose: Purpose, token: OneTimeToken, redirectTo: string,
): Promise<void> {
  const { subject, lead } = texts[purpose]
  const query = new URLSearchParams({ token: token.hash, type: purpose, redirect_to: redirectTo })
  const link = `${auth.serviceUrl}/verify?${query.toString()}`
  const body = `${lead}\n\n${link}\n\nOr enter this code: ${token.code}\n`
  await tx.query(
    'insert into mailbox.mails (recipient, subject, body, link, code) values ($1, $2, $3, $4, $5)',
    [to, subject, body, link, token.code],
  )
}
