import { join } from 'node:path'
import { Client } from 'pg'
import { StackError } from '../errors.ts'
import { startChild, type Child } from '../process/child.ts'
import type { Guard } from '../process/guard.ts'
import { portInUse } from '../process/ports.ts'
import type { Account } from './account.ts'
import { program } from './binaries.ts'

/** What one run of PostgreSQL needs. */
export interface ServerOptions {
  home: string
  clusterDir: string
  port: number
  account: Account | undefined
  /** False for a cluster that may be lost with the machine's power: templates and tests. */
  durable: boolean
  guard: Guard
  log(line: string): void
}

/** Starts PostgreSQL on an existing cluster and resolves when it accepts connections. */
export async function startServer(options: ServerOptions): Promise<Child> {
  const lines: string[] = []
  let onReady: () => void
  const ready = new Promise<void>(resolve => (onReady = resolve))
  const child = await startChild({
    command: program(options.home, 'postgres'),
    args: ['-D', options.clusterDir, ...settings(options)],
    env: { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'], LC_ALL: 'C', TZ: 'UTC' },
    cwd: options.clusterDir,
    uid: options.account?.uid,
    gid: options.account?.gid,
    stopSignal: 'SIGINT',
    guard: options.guard,
    onLine: line => {
      if (lines.push(line) > 50) lines.shift()
      options.log(line)
      if (line.includes('database system is ready to accept connections')) onReady()
    },
  })
  const ended = child.exited.then(() => Promise.reject(diagnose(lines, options)))
  await Promise.race([ready, ended])
  ended.catch(() => undefined)
  return child
}

function settings({ port, durable }: ServerOptions): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    wal_level: 'logical',
    max_connections: 120,
    max_wal_senders: 5,
    max_replication_slots: 5,
    // A realtime slot left behind must not fill the disk.
    max_slot_wal_keep_size: '256MB',
    shared_buffers: '32MB',
    max_wal_size: '256MB',
    min_wal_size: '32MB',
    // Three processes fewer at rest, and nothing here reads enough to miss them.
    io_method: 'sync',
    max_worker_processes: 4,
    max_parallel_workers: 2,
    autovacuum_max_workers: 2,
    autovacuum_worker_slots: 2,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function diagnose(lines: string[], { port, clusterDir }: ServerOptions): StackError {
  const output = lines.join('\n')
  if (/could not bind|Address already in use/.test(output)) return portInUse(port, 'database', '--db-port')
  if (/lock file "postmaster.pid" already exists/.test(output)) return alreadyRunning(clusterDir)
  const reason = lines.findLast(line => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? 'no output'
  return new StackError(
    'data-folder-broken',
    `PostgreSQL cannot use its data in ${clusterDir}: ${reason.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '')}`,
    'Start again with --fresh to make a new data folder (what is in it is lost), or restore it from a copy.',
  )
}

/** The error of a data folder that another stack has open. */
export function alreadyRunning(dir: string): StackError {
  return new StackError(
    'already-running',
    `Another stack is running on the data in ${dir}.`,
    'Use that one, stop it (Ctrl-C where it runs), or choose another folder with --data.',
  )
}

/** The name under which a connection signs in. */
export type LoginRole = 'supabase_admin' | 'postgres' | 'authenticator'

/** The address of the stack's database for one role. */
export function connectionString(role: LoginRole, password: string, port: number): string {
  return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
}

/** Runs SQL of several statements on a connection of its own, as one transaction. */
export async function runSql(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Where a cluster says which version of PostgreSQL made it. */
export const versionFile = (clusterDir: string): string => join(clusterDir, 'PG_VERSION')
