import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { StackError } from '../errors.ts'
import type { AppConfig } from '../static.ts'

/** What `npm start` was asked for. */
export interface StartOptions {
  dataDir: string
  fresh: boolean
  dev: boolean
  open: boolean
  port: number
  dbPort: number
  consolePort: number
  guestPort: number
  /** A Supabase elsewhere to use in place of the local stack. */
  remote: AppConfig | undefined
}

/** What `npm start -- --help` prints. */
export const usage = `npm start -- [options]

  --fresh              forget all local data and begin anew
  --dev                serve the apps from their sources, with live reload
  --no-open            open neither window nor browser
  --data <folder>      where the local data is kept (.stack)
  --port <n>           the local Supabase (54321)
  --db-port <n>        its database (54322)
  --console-port <n>   the console (5173)
  --guest-port <n>     the guest companion (5174)

With SUPABASE_URL and SUPABASE_PUBLISHABLE_KEY in the environment the apps use that Supabase, and no local one is started.
VAPID_PUBLIC_KEY beside them lets guests switch on pushes.
`

const flags = {
  help: { type: 'boolean', short: 'h', default: false },
  fresh: { type: 'boolean', default: false },
  dev: { type: 'boolean', default: false },
  'no-open': { type: 'boolean', default: false },
  data: { type: 'string', default: '.stack' },
  port: { type: 'string', default: '54321' },
  'db-port': { type: 'string', default: '54322' },
  'console-port': { type: 'string', default: '5173' },
  'guest-port': { type: 'string', default: '5174' },
} as const

/** Reads arguments and environment. Undefined when help was asked for. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv, project: string): StartOptions | undefined {
  const values = parse(args)
  if (values.help) return undefined
  return {
    dataDir: resolve(project, values.data),
    fresh: values.fresh,
    dev: values.dev,
    open: !values['no-open'],
    port: portOf(values.port, '--port'),
    dbPort: portOf(values['db-port'], '--db-port'),
    consolePort: portOf(values['console-port'], '--console-port'),
    guestPort: portOf(values['guest-port'], '--guest-port'),
    remote: remoteOf(env),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: flags }).values
  } catch (cause) {
    throw badUsage((cause as Error).message)
  }
}

function badUsage(message: string): StackError {
  return new StackError('bad-usage', message, '`npm start -- --help` tells what there is.')
}

/** Reads a port number from an argument. */
export function portOf(text: string, flag: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw badUsage(`${flag} wants a port number, not "${text}".`)
}

function remoteOf({ SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, VAPID_PUBLIC_KEY }: NodeJS.ProcessEnv): AppConfig | undefined {
  if (!SUPABASE_URL && !SUPABASE_PUBLISHABLE_KEY) return undefined
  if (!SUPABASE_URL || !SUPABASE_PUBLISHABLE_KEY || !URL.canParse(SUPABASE_URL)) {
    throw badUsage('To use another Supabase both SUPABASE_URL (an address) and SUPABASE_PUBLISHABLE_KEY must be set.')
  }
  return { supabaseUrl: SUPABASE_URL.replace(/\/+$/, ''), publishableKey: SUPABASE_PUBLISHABLE_KEY, ...(VAPID_PUBLIC_KEY && { vapidPublicKey: VAPID_PUBLIC_KEY }) }
}
