import { join } from 'node:path'
import { createAuth } from './auth/auth.ts'
import { createMailbox } from './auth/mailbox.ts'
import { createFunctions } from './functions/functions.ts'
import type { Gateway } from './gateway.ts'
import type { Secrets } from './keys.ts'
import type { Guard } from './process/guard.ts'
import { startMailSink } from './mail/sink.ts'
import { authOptions, readConfig } from './project.ts'
import { createRealtime } from './realtime/realtime.ts'
import { createRest } from './rest/rest.ts'
import type { Service, ServiceContext } from './service.ts'
import { createStorage } from './storage/storage.ts'
import type { Undo } from './undo.ts'

/** What the services of one stack are started with. */
export interface ServicesOptions {
  context: ServiceContext
  gateway: Gateway
  guard: Guard
  undo: Undo
  secrets: Secrets
  /** Folder with config.toml. */
  supabaseDir: string
  functionsDir: string
  /** Settings of the functions that are not the stack's own. */
  settings: Record<string, string>
}

const never = (): boolean => false
const always = (): boolean => true
// Links in mails and tokens' public keys are opened without a key.
const authKeyless = (path: string): boolean => /^\/(verify|callback|authorize|\.well-known\/)/.test(path)

/** Starts all services at once and mounts them when all are there. Gives the ids of their processes. */
export async function mountServices(options: ServicesOptions): Promise<() => number[]> {
  const { context, gateway, guard, undo, supabaseDir } = options
  const config = readConfig(join(supabaseDir, 'config.toml'))
  const start = async <T extends Service>(create: Promise<T>): Promise<T> => {
    const service = await create
    undo.add(() => service.stop())
    return service
  }
  const starting = [
    start(createRest(context, guard)),
    start(createAuth(context, authOptions(config))),
    start(createStorage(context)),
    start(createRealtime(context)),
    startMailSink(context).then(sink => {
      undo.add(() => sink.stop())
      return sink
    }),
  ] as const
  // What has started must be on the list of what to stop before a failure of another is told.
  await Promise.allSettled(starting)
  const [rest, auth, storage, realtime, mail] = await Promise.all(starting)
  const functions = createFunctions(context, { ...options, config, settings: { ...deliverySettings(options.secrets, mail.url), ...options.settings } })
  undo.add(() => functions.stop())
  const mailbox = createMailbox(context)

  gateway.mount('/auth/v1', auth, { keyless: authKeyless })
  gateway.mount('/rest/v1', rest, { keyless: never })
  gateway.mount('/realtime/v1', realtime, { keyless: never })
  gateway.mount('/storage/v1', storage, { keyless: always })
  gateway.mount('/functions/v1', functions, { keyless: always, ownPreflight: true })
  gateway.mount('/mailbox', mailbox, { keyless: always, ownOriginOnly: true })
  gateway.mount('/mailbox.json', mailbox, { keyless: always, ownOriginOnly: true })
  return () => [rest.pid, ...functions.pids()]
}

/** What a function that tells people things is set to: the mailbox, and this folder's keys for pushes. */
function deliverySettings({ vapid }: Secrets, smtpUrl: string): Record<string, string> {
  return {
    VAPID_PUBLIC_KEY: vapid.publicKey,
    VAPID_PRIVATE_KEY: vapid.privateKey,
    VAPID_SUBJECT: 'mailto:hotel-coupons@localhost.localdomain',
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'Hotel Coupons <no-reply@localhost.localdomain>',
  }
}
