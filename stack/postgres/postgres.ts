import { existsSync, readFileSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { Client, escapeLiteral } from 'pg'
import { StackError } from '../errors.ts'
import type { Guard } from '../process/guard.ts'
import { requireFreePort } from '../process/ports.ts'
import { claimStandIns, isReachable, postgresAccount, reachablePrograms, standIn } from './account.ts'
import { findBinaries } from './binaries.ts'
import { waitForPrevious } from './leftover.ts'
import { appliedVersions, migrationsText, pushMigrations } from './migrations.ts'
import { connectionString, runSql, startServer, versionFile, type LoginRole } from './server.ts'
import {
  baseTemplate,
  copyCluster,
  hash,
  migratedTemplate,
  schemaHash,
  templatePassword,
  type TemplateContext,
} from './template.ts'
import { brokenFolder, readRecord, writeRecord } from '../record.ts'

/** What the database of one stack needs. */
export interface PostgresOptions {
  dataDir: string
  /** Folder with `supabase/migrations`. */
  project: string
  cacheDir: string
  port: number
  password: string
  migrate: boolean
  durable: boolean
  guard: Guard
  log(message: string): void
  progress(step: string): void
}

/** A running database. */
export interface Postgres {
  url(role: LoginRole): string
  pid: number
  stop(): Promise<void>
}

/** Starts the database of a data folder; makes it first, from a template, when the folder is new. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { dataDir, port, password, log, progress } = options
  const context = await templateContext(options)
  const clusterDir = clusterFolder(dataDir)
  if (!clusterDir.startsWith(dataDir)) {
    claimStandIns()
    progress(`the account that runs PostgreSQL cannot reach ${dataDir}: the database is kept in ${clusterDir}`)
  }
  await requireFreePort(port, 'database', '--db-port')
  if (existsSync(versionFile(clusterDir))) {
    checkVersions(dataDir, clusterDir, context.version)
    await waitForPrevious(clusterDir)
  } else {
    await makeCluster(options, context, clusterDir)
  }
  const server = await startServer({ ...options, ...context, clusterDir, log: line => log(line) })
  const url = (role: LoginRole): string => connectionString(role, password, port)
  try {
    await takePassword(dataDir, port, password)
    if (options.migrate) await migrate(options, url('postgres'))
  } catch (error) {
    await server.stop()
    throw error
  }
  return { url, pid: server.pid, stop: () => server.stop(15_000) }
}

async function templateContext({ cacheDir, guard, log, progress }: PostgresOptions): Promise<TemplateContext> {
  const account = postgresAccount()
  const { home, version } = await findBinaries()
  const reachesCache = isReachable(join(cacheDir, 'x'), account)
  if (!reachesCache) claimStandIns()
  return {
    home: await reachablePrograms(home, version, account, progress),
    version,
    account,
    cacheDir: reachesCache ? cacheDir : standIn(cacheDir),
    guard,
    log,
  }
}

/** Where a data folder keeps its cluster: in itself, or elsewhere when PostgreSQL's account cannot go there. */
export function clusterFolder(dataDir: string): string {
  const inside = join(dataDir, 'postgres')
  return isReachable(inside, postgresAccount()) ? inside : standIn(inside)
}

async function makeCluster(options: PostgresOptions, context: TemplateContext, clusterDir: string): Promise<void> {
  const migrations = options.migrate ? migrationsText(options.project) : ''
  options.progress('making a new database')
  const template = migrations
    ? await migratedTemplate(context, options.project, migrations)
    : await baseTemplate(context)
  const draft = `${clusterDir}.new`
  rmSync(draft, { recursive: true, force: true })
  await copyCluster(template, draft, context.account)
  rmSync(clusterDir, { recursive: true, force: true })
  await rename(draft, clusterDir)
  writeRecord(options.dataDir, {
    schema: schemaHash(context.version),
    migrations: migrations ? hash([migrations]) : '',
    seeded: false,
  })
}

function checkVersions(dataDir: string, clusterDir: string, version: string): void {
  const made = readFileSync(versionFile(clusterDir), 'utf8').trim()
  const { schema } = readRecord(dataDir)
  if (made === version.split('.')[0] && schema === schemaHash(version)) return
  throw new StackError(
    'data-folder-version',
    `The data in ${dataDir} was made by another version of the stack.`,
    'Start again with --fresh to make it anew (what is in it is lost).',
  )
}

/** The template's password is no secret: on the first start the cluster takes its own, all roles or none. */
async function takePassword(dataDir: string, port: number, password: string): Promise<void> {
  if (await signsIn(connectionString('supabase_admin', password, port))) return
  const template = connectionString('supabase_admin', templatePassword, port)
  if (!(await signsIn(template))) throw brokenFolder(dataDir, 'its keys.json does not belong to its database')
  const literal = escapeLiteral(password)
  const roles: LoginRole[] = ['postgres', 'authenticator', 'supabase_admin']
  const sql = roles.map(role => `alter role ${role} password ${literal};`).join('\n')
  await runSql(template, sql)
}

async function signsIn(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url })
  try {
    await client.connect()
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') return false
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function migrate({ dataDir, project, progress }: PostgresOptions, dbUrl: string): Promise<void> {
  const record = readRecord(dataDir)
  const stateOf = (migrations: string): string => (migrations ? hash([migrations]) : '')
  if (record.migrations === stateOf(migrationsText(project))) return
  const applied = async (): Promise<string> => stateOf(migrationsText(project, await appliedVersions(dbUrl)))
  if (record.migrations !== (await applied())) throw changedMigrations(dataDir)
  progress('applying migrations')
  try {
    await pushMigrations(project, dbUrl)
  } finally {
    // When one fails, those before it have been applied all the same.
    writeRecord(dataDir, { ...record, migrations: await applied() })
  }
}

/** A migration is applied once, by its number: what is changed in its file afterwards reaches new data alone. */
function changedMigrations(dataDir: string): StackError {
  return new StackError(
    'data-folder-version',
    `The data in ${dataDir} was made by older migrations: a file in supabase/migrations was changed or taken away after it had been applied.`,
    'Start again with --fresh to make it anew (what is in it is lost), or with --data <another folder> to keep it.',
  )
}
