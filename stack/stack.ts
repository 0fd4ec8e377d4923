import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Pool } from 'pg'
import { dataFolders, makeDataFolder } from './data-folder.ts'
import { startGateway } from './gateway.ts'
import { loadSecrets, makeVerify, type Secrets } from './keys.ts'
import { takeLock } from './lock.ts'
import { openLogs } from './log.ts'
import { startPostgres, type Postgres } from './postgres/postgres.ts'
import { startGuard } from './process/guard.ts'
import { readSchedule, startScheduler } from './scheduler/scheduler.ts'
import { seedOnce } from './seed.ts'
import { mountServices } from './services.ts'
import type { ServiceContext, StackKeys } from './service.ts'
import { createUndo, type Undo } from './undo.ts'

/** How to start a stack. All has defaults that suit `npm start`. */
export interface StackOptions {
  /** Where the data lives. Default `.stack` in the project. */
  dataDir?: string
  /** Folder with `supabase/` in it. Default: this repository. */
  project?: string
  /** The gateway's port; 0 takes a free one. Default 54321. */
  port?: number
  /** The database's port; 0 takes a free one. Default 54322. */
  dbPort?: number
  /** Applies the project's migrations. Default true. */
  migrate?: boolean
  /** Runs the project's seed, once per data folder. Default false. */
  seed?: boolean
  /** Calls the scheduled functions as pg_cron would. Default true. */
  schedule?: boolean
  /** Folder with one edge function per folder. Default `supabase/functions` of the project. */
  functionsDir?: string
  /** Settings of the edge functions, over the stack's own, as `supabase secrets set` would give them: where the apps are served, for one. */
  settings?: Record<string, string>
  /** False when the data may be lost with the machine's power, as in tests. Default true. */
  durable?: boolean
  /** Deletes the data folder when this process dies. */
  temporary?: boolean
  /** Gives up a start that is under way. */
  signal?: AbortSignal
  /** Tells what is being done, for whoever waits. */
  onProgress?: (step: string) => void
}

/** A running stack. */
export interface Stack {
  /** The gateway's address: what `createClient` takes. */
  url: string
  /** Connection string as `postgres`, the role migrations run as. */
  dbUrl: string
  /** Connection string as the superuser, for a test that looks behind the curtain. */
  adminUrl: string
  keys: StackKeys
  /** What browsers subscribe to pushes with. */
  vapidPublicKey: string
  mailboxUrl: string
  /** Milliseconds from the call until every service answered. */
  ready: number
  /** Process ids of what this stack started, for measuring it. */
  pids(): number[]
  /** Stops all of it. Calling it again gives the same promise. */
  stop(): Promise<void>
}

// Where the apps are when nobody says otherwise.
const defaults = { APP_URL: 'http://127.0.0.1:5174', CONSOLE_URL: 'http://127.0.0.1:5173' }
const repository = dirname(dirname(fileURLToPath(import.meta.url)))

/** Starts a whole stack, or nothing of it: when a part fails, what had started is stopped and the error thrown. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const undo = createUndo()
  try {
    const stack = await start(options, undo)
    options.signal?.throwIfAborted()
    return stack
  } catch (error) {
    // Why it did not start matters more than what then went wrong in stopping.
    await undo.run().catch(() => undefined)
    throw error
  }
}

async function start(options: StackOptions, undo: Undo): Promise<Stack> {
  const began = performance.now()
  const project = resolve(options.project ?? repository)
  const dataDir = resolve(options.dataDir ?? join(project, '.stack'))
  const progress = (step: string): void => {
    options.signal?.throwIfAborted()
    options.onProgress?.(step)
  }
  makeDataFolder(dataDir)

  const lock = await takeLock(dataDir, `http://127.0.0.1:${options.port ?? 54321}`)
  undo.add(() => lock.release())
  const guard = startGuard()
  undo.add(() => guard.stop())
  if (options.temporary) for (const folder of dataFolders(dataDir)) guard.removeAtDeath(folder)
  const logs = openLogs(dataDir)
  undo.add(() => logs.close())

  const secrets = await loadSecrets(dataDir)
  const identity = (): object => ({ name: 'hotel-coupons-stack', id: lock.id })
  const gateway = await startGateway(options.port ?? 54321, secrets, identity, text => logs.log('gateway', text))
  undo.add(() => gateway.stop())
  const url = `http://127.0.0.1:${gateway.port}`
  lock.setUrl(url)

  progress('starting the database')
  const postgres = await startPostgres({
    dataDir,
    project,
    cacheDir: join(repository, '.cache', 'postgres'),
    port: options.dbPort ?? 54322,
    password: secrets.databasePassword,
    migrate: options.migrate ?? true,
    durable: options.durable ?? true,
    guard,
    log: message => logs.log('postgres', message),
    progress,
  })
  undo.add(() => postgres.stop())

  progress('starting the services')
  const context = await makeContext(postgres, secrets, url, dataDir, logs.log)
  undo.add(() => context.db.end())
  const supabaseDir = join(project, 'supabase')
  const functionsDir = resolve(options.functionsDir ?? join(supabaseDir, 'functions'))
  const pids = await mountServices({ context, gateway, guard, undo, secrets, supabaseDir, functionsDir, settings: { ...defaults, ...options.settings } })
  if (options.seed) await seedOnce(context, dataDir, supabaseDir, progress)
  if (options.schedule ?? true) {
    const schedule = readSchedule(join(supabaseDir, 'schedule.json'))
    const log = (message: string): void => logs.log('scheduler', message)
    const scheduler = startScheduler(schedule, { url, secretKey: secrets.secretKey, cronSecret: secrets.cronSecret, log })
    undo.add(() => scheduler.stop())
  }

  return {
    url,
    dbUrl: postgres.url('postgres'),
    adminUrl: postgres.url('supabase_admin'),
    keys: secrets,
    vapidPublicKey: secrets.vapid.publicKey,
    mailboxUrl: `${url}/mailbox`,
    ready: performance.now() - began,
    pids: () => [process.pid, postgres.pid, ...pids()],
    stop: () => undo.run(),
  }
}

async function makeContext(
  postgres: Postgres,
  secrets: Secrets,
  publicUrl: string,
  dataDir: string,
  log: ServiceContext['log'],
): Promise<ServiceContext> {
  const db = new Pool({ connectionString: postgres.url('supabase_admin'), max: 10, idleTimeoutMillis: 10_000 })
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  db.on('error', error => log('gateway', `database connection lost: ${error.message}`))
  return { db, dbUrl: postgres.url, keys: secrets, publicUrl, dataDir, verify: await makeVerify(secrets), log }
}
