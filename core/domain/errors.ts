/**
 * Everything that can go wrong and is not an expected outcome: one code each, never renamed, with why it happens and what
 * helps. The first eight are raised by SQL (docs/database.md); the apps translate by code and fall back to these texts.
 */
export const catalogue = {
  'invalid-argument': { why: 'A value is malformed or out of range.', fix: 'Correct the marked field and try again.' },
  'sign-in-required': { why: 'You are not signed in, or the session has ended.', fix: 'Sign in and try again.' },
  'not-allowed': { why: 'Your role at this hotel does not allow this.', fix: 'Ask the owner of the hotel for the right role.' },
  'not-found': { why: 'What you asked for does not exist any more.', fix: 'Go back and refresh the list.' },
  'command-mismatch': { why: 'A command was sent twice with different contents.', fix: 'Discard it and do it again.' },
  'too-large': { why: 'That is more than one request may carry.', fix: 'Use a smaller file or a shorter text.' },
  'wrong-state': { why: 'The coupon’s state does not allow this.', fix: 'Refresh, and look at its state.' },
  'not-local': { why: 'Demo data may only be written to the local database.', fix: 'Point the seed at the local stack.' },

  offline: { why: 'The server cannot be reached.', fix: 'Check the connection and try again.' },
  queued: { why: 'The connection broke before the answer came.', fix: 'It is kept and will be sent by itself.' },
  'server-failed': { why: 'The server could not answer just now.', fix: 'Wait a moment and try again.' },
  'rate-limited': { why: 'Too many requests in a short time.', fix: 'Wait a minute and try again.' },
  'upgrade-required': { why: 'This version of the app does not match the server.', fix: 'Reload the app, or install the newest version.' },
  'not-configured': { why: 'The app does not know its server.', fix: 'Set the address and the publishable key in config.json.' },
  held: { why: 'Something done before it was refused, and this depends on it.', fix: 'Open the sync status and see to what was refused; then do it again.' },
  'offline-too-long': { why: 'This device has not reached the server for two weeks.', fix: 'Connect it once; what waits is sent, and work goes on.' },
  stopped: { why: 'The session ended before this was done.', fix: 'Sign in again; what was waiting is kept on this device.' },

  'invalid-credentials': { why: 'E-mail and password do not match.', fix: 'Check both, or recover the password.' },
  'email-taken': { why: 'There already is an account with this e-mail.', fix: 'Sign in, or recover the password.' },
  'email-not-confirmed': { why: 'The e-mail address is not confirmed yet.', fix: 'Open the link in the mail we sent.' },
  'invalid-email': { why: 'That is not an e-mail address.', fix: 'Correct the address.' },
  'weak-password': { why: 'The password is too easy to guess.', fix: 'Choose a longer one.' },
  'same-password': { why: 'The new password is the old one.', fix: 'Choose another one.' },
  'link-expired': { why: 'The link was used already or has expired.', fix: 'Ask for a new one.' },

  'file-type': { why: 'This kind of file is not accepted.', fix: 'Use a PNG, JPEG or WebP picture.' },
  'picture-type': { why: 'This is not a PNG, JPEG or WebP picture.', fix: 'Choose another file, or save the picture as JPEG first.' },
  'picture-svg': { why: 'SVG files can carry programs, so they are not accepted.', fix: 'Save the picture as PNG or JPEG.' },
  'picture-animated': { why: 'Moving pictures are not accepted.', fix: 'Choose a still one.' },
  'picture-broken': { why: 'This picture cannot be read; it may be damaged or cut off.', fix: 'Choose another one.' },
  'picture-too-heavy': { why: 'The file is too large for a picture.', fix: 'Choose one of up to 25 MB.' },
  'picture-too-big': { why: 'The picture has too many pixels.', fix: 'Choose one of up to 50 megapixels.' },
  'not-written': { why: 'The file could not be written there.', fix: 'Choose another folder, or close the file where it is open.' },
  'storage-blocked': { why: 'Another window keeps an older version of the local data open.', fix: 'Close the other windows of this app and reload.' },
  'storage-unavailable': { why: 'The browser does not let the app keep data here.', fix: 'Leave private mode, or allow site data.' },
  'storage-broken': { why: 'The data kept on this device cannot be read.', fix: 'Have it fetched anew in the sync status; what waits is saved to a file first.' },
  'storage-full': { why: 'There is no space left on this device.', fix: 'Free some space and try again.' },
  unexpected: { why: 'Something happened that we did not foresee.', fix: 'Reload the app; if it happens again, tell us the code.' },
} as const satisfies Record<string, { why: string; fix: string }>

export type ErrorCode = keyof typeof catalogue

/** Says whether a text is a code of the catalogue. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(catalogue, text)
}

/** The one error of the apps. `detail` names the argument, limit or state that is meant; `cause` is what was caught. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: string | undefined

  constructor(code: ErrorCode, more: { detail?: string | undefined; cause?: unknown } = {}) {
    super(more.detail ? `${code}: ${more.detail}` : code, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'AppError'
    this.code = code
    this.detail = more.detail
  }
}

/** Any caught value as an AppError; one that is not ours becomes `unexpected`. */
export function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('unexpected', { cause: error, detail: String(error) })
}

/** What to do with a failed call: try again later, show it as refused, sign in first, or renew the app. */
export type FailureKind = 'retry' | 'rejected' | 'signed-out' | 'upgrade'

const kinds: Partial<Record<ErrorCode, FailureKind>> = {
  offline: 'retry',
  queued: 'retry',
  'server-failed': 'retry',
  'rate-limited': 'retry',
  'sign-in-required': 'signed-out',
  'upgrade-required': 'upgrade',
}

/** Sorts a failed call. What is neither transient nor about the session or the version stays failed however often it is sent. */
export function classify(error: unknown): FailureKind {
  return kinds[asAppError(error).code] ?? 'rejected'
}
