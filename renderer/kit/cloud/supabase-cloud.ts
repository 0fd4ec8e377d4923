import { AppError, classify } from '../../../core/domain/errors.ts'
import { fromServerFailure } from '../../../core/domain/server-failure.ts'
import type { Cloud } from '../../../core/sync/ports.ts'
import { fromAuthError } from '../session/auth-failure.ts'
import { type CloudClient, deviceHeader } from './client.ts'

/** A function that has not answered by then is taken for a lost connection. Statements end after 8 s on the server. */
const callMs = 15_000
/** A page of a first sync may take longer on a slow line. */
const pullMs = 30_000

/**
 * The server over supabase-js. Failures are AppErrors. With `userId` every call is made as that user or not at all: somebody
 * else may have signed in, in another window, while an outbox was being sent.
 */
export function supabaseCloud(client: CloudClient, userId?: string): Cloud {
  const rpc = async <R>(name: string, args: object, ms: number): Promise<R> => {
    const signal = AbortSignal.timeout(ms)
    // The client may first wait for its session to be renewed, where the signal does not reach.
    return Promise.race([ask<R>(client, { name, args, signal, userId }), expiry(signal)])
  }
  return {
    call: (name, args) => rpc(name, args, callMs),
    pull: ({ hotel }, cursor, maxRows) => rpc('pull_changes', { hotel, cursor, max_rows: maxRows }, pullMs),
  }
}

interface Question {
  name: string
  args: object
  signal: AbortSignal
  userId: string | undefined
}

async function ask<R>(client: CloudClient, { name, args, signal, userId }: Question): Promise<R> {
  const call = client.rpc(name, args).abortSignal(signal)
  if (userId !== undefined) call.setHeader('Authorization', `Bearer ${await tokenOf(client, userId)}`)
  const device = deviceHeader(client)
  if (device) call.setHeader('X-Device', device)
  const { data, error, status } = await call
  if (error) throw isAnswer(error, status) ? fromServerFailure({ ...error, status }) : new AppError('server-failed', { cause: error })
  return data as R
}

async function tokenOf(client: CloudClient, userId: string): Promise<string> {
  const { data, error } = await client.auth.getSession()
  const failure = error && fromAuthError(error)
  // Whatever else auth says means that there is no session to send with, and nothing about the command.
  if (failure) throw classify(failure) === 'retry' ? failure : new AppError('sign-in-required', { cause: error })
  if (data.session?.user.id !== userId) throw new AppError('sign-in-required')
  return data.session.access_token
}

/** A refusal has the database's code. Without one a proxy or a captive portal spoke, which says nothing about the command. */
function isAnswer({ code }: { code?: string }, status: number): boolean {
  return Boolean(code) || status === 0 || [401, 413, 426, 429].includes(status)
}

function expiry(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new AppError('offline', { cause: signal.reason })), { once: true })
  })
}
