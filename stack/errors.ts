/** Every way in which the stack refuses to start or to go on. A code is never renamed. */
export type StackErrorCode =
  | 'bad-usage'
  | 'port-in-use'
  | 'already-running'
  | 'not-running'
  | 'data-folder-broken'
  | 'data-folder-version'
  | 'binary-missing'
  | 'no-unprivileged-user'
  | 'migration-failed'
  | 'start-failed'

/** One clear sentence on what is wrong (`message`) and one on the way out (`fix`). */
export class StackError extends Error {
  readonly code: StackErrorCode
  readonly fix: string

  constructor(code: StackErrorCode, message: string, fix: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'StackError'
    this.code = code
    this.fix = fix
  }
}
