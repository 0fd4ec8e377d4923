import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, lchownSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { constants } from 'node:fs'
import { cp, mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { StackError } from '../errors.ts'
import { freePort } from '../process/ports.ts'
import type { Guard } from '../process/guard.ts'
import { makeOwnFolder, type Account } from './account.ts'
import { program } from './binaries.ts'
import { pushMigrations } from './migrations.ts'
import { connectionString, runSql, startServer } from './server.ts'

/** The password in a template. A data folder made from it gets its own at once. */
export const templatePassword = 'template'

/** What building and copying templates needs. */
export interface TemplateContext {
  home: string
  version: string
  account: Account | undefined
  /** Folder that keeps the templates between starts. */
  cacheDir: string
  guard: Guard
  log(message: string): void
}

const schemaFiles = ['./bootstrap.sql', '../auth/schema.sql', '../storage/schema.sql', '../realtime/schema.sql']
// ICU orders text as hosted Supabase does; the rest of the locale is C so that every system has it.
const initdbFlags = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US', '--auth=scram-sha-256']

/** The SQL that makes a bare cluster a Supabase database, in order. */
function schemaSql(): string[] {
  return schemaFiles
    .map(file => new URL(file, import.meta.url))
    .filter(file => existsSync(file))
    .map(file => readFileSync(file, 'utf8'))
}

/** Names the state of a cluster after bootstrap: the same SQL and the same PostgreSQL give the same name. */
export function schemaHash(version: string): string {
  return hash([version, ...initdbFlags, ...schemaSql()])
}

/** Short digest of several texts. */
export function hash(parts: string[]): string {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part).update('\0')
  return digest.digest('hex').slice(0, 16)
}

/** The folder of a stopped cluster with roles and schemas; it is made when it is not in the cache. */
export function baseTemplate(context: TemplateContext): Promise<string> {
  return cached(context, `base-${schemaHash(context.version)}`, async dir => {
    await initdb(context, dir)
    await withServer(context, dir, port => applySchema(port))
  })
}

/** As `baseTemplate`, with the project's migrations applied. */
export function migratedTemplate(context: TemplateContext, project: string, migrations: string): Promise<string> {
  const name = `migrated-${hash([schemaHash(context.version), migrations])}`
  return cached(context, name, async dir => {
    await copyCluster(await baseTemplate(context), dir, context.account)
    await withServer(context, dir, port =>
      pushMigrations(project, connectionString('postgres', templatePassword, port)),
    )
  })
}

/** Several processes may build the same template at once: each builds its own, the first to finish names it. */
async function cached(context: TemplateContext, name: string, build: (dir: string) => Promise<void>): Promise<string> {
  const finished = join(context.cacheDir, name)
  if (existsSync(finished)) {
    utimesSync(finished, new Date(), new Date())
    return finished
  }
  await mkdir(context.cacheDir, { recursive: true, mode: 0o755 })
  prune(context.cacheDir)
  const draft = join(context.cacheDir, `draft-${randomUUID()}`)
  try {
    await build(draft)
    await rename(draft, finished).catch(error => {
      if (!existsSync(finished)) throw error
    })
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return finished
}

/** Templates are 40 MB each, and every edited migration makes one: keep those of the last hour, and the newest few. */
function prune(cacheDir: string): void {
  const entries = readdirSync(cacheDir)
    .map(name => ({ path: join(cacheDir, name), used: statSync(join(cacheDir, name)).mtimeMs }))
    .sort((a, b) => b.used - a.used)
  for (const { path, used } of entries.slice(4)) {
    if (Date.now() - used > 3_600_000) rmSync(path, { recursive: true, force: true })
  }
}

async function initdb({ home, account }: TemplateContext, dir: string): Promise<void> {
  makeOwnFolder(dir, account)
  const passwordFile = join(dir, '..', `${randomUUID()}.password`)
  writeFileSync(passwordFile, `${templatePassword}\n`)
  const flags = ['-D', dir, '-U', 'supabase_admin', `--pwfile=${passwordFile}`, '--no-sync', ...initdbFlags]
  const child = spawn(program(home, 'initdb'), flags, {
    cwd: dir,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'], LC_ALL: 'C', TZ: 'UTC' },
    windowsHide: true,
    ...account,
  })
  let errors = ''
  child.stderr.on('data', chunk => (errors += String(chunk)))
  const [code] = (await once(child, 'close').finally(() => rmSync(passwordFile, { force: true }))) as [number]
  if (code !== 0) throw new StackError('start-failed', `initdb failed: ${errors.trim()}`, 'Start again; if it stays, see stack/README.md.')
}

async function applySchema(port: number): Promise<void> {
  for (const sql of schemaSql()) await runSql(connectionString('supabase_admin', templatePassword, port), sql)
}

async function withServer(context: TemplateContext, dir: string, work: (port: number) => Promise<void>): Promise<void> {
  const port = await freePort()
  const options = { ...context, clusterDir: dir, port, durable: false, log: () => undefined }
  const server = await startServer(options)
  try {
    await work(port)
  } finally {
    await server.stop()
  }
}

/** Copies a stopped cluster, without copying bytes where the file system can share them. */
export async function copyCluster(from: string, to: string, account: Account | undefined): Promise<void> {
  await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE })
  if (account) await chownAll(to, account)
}

async function chownAll(dir: string, account: Account): Promise<void> {
  lchownSync(dir, account.uid, account.gid)
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) await chownAll(path, account)
    else lchownSync(path, account.uid, account.gid)
  }
}
