import { spawn } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { StackError } from '../errors.ts'

const require = createRequire(import.meta.url)

/** The text of a project's migrations in order, to tell whether they changed: of all, or of those with these versions. */
export function migrationsText(project: string, versions?: ReadonlySet<string>): string {
  const dir = join(project, 'supabase', 'migrations')
  if (!existsSync(dir)) return ''
  const files = readdirSync(dir).filter(name => name.endsWith('.sql') && (!versions || versions.has(/^\d*/.exec(name)![0]))).sort()
  return files.map(name => `${name}\n${readFileSync(join(dir, name), 'utf8')}`).join('\0')
}

/** The versions of the migrations that a database has, as the Supabase CLI keeps them. */
export async function appliedVersions(dbUrl: string): Promise<ReadonlySet<string>> {
  const client = new Client({ connectionString: dbUrl })
  await client.connect()
  try {
    const kept = await client.query<{ is: boolean }>(`select to_regclass('supabase_migrations.schema_migrations') is not null as is`)
    if (!kept.rows[0]?.is) return new Set()
    const { rows } = await client.query<{ version: string }>('select version from supabase_migrations.schema_migrations')
    return new Set(rows.map(({ version }) => version))
  } finally {
    await client.end()
  }
}

/** Applies a project's migrations with the official Supabase CLI. */
export async function pushMigrations(project: string, dbUrl: string): Promise<void> {
  if (migrationsText(project) === '') return
  const args = ['db', 'push', '--yes', '--include-all', '--skip-vault', '--db-url', `${dbUrl}?sslmode=disable`]
  const { code, output } = await supabaseCli([...args, '--workdir', project])
  if (code === 0) return
  throw new StackError(
    'migration-failed',
    `A migration could not be applied:\n${lastMigration(output)}`,
    'Mend the file in supabase/migrations and start again.',
  )
}

/** The CLI lists all that is pending first; what matters is the file it stopped at. */
function lastMigration(output: string): string {
  const from = Math.max(output.lastIndexOf('Applying migration'), 0)
  return output.slice(from).replace(/^Try rerunning.*$/m, '').trim()
}

/** Runs the Supabase CLI that npm installed, and gives its exit code and everything it printed. */
export function supabaseCli(args: string[]): Promise<{ code: number | null; output: string; stdout: string }> {
  const script = join(dirname(require.resolve('supabase/package.json')), 'dist', 'supabase.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DO_NOT_TRACK: '1', SUPABASE_TELEMETRY_DISABLED: '1' },
      windowsHide: true,
    })
    let output = ''
    let stdout = ''
    child.stdout.on('data', chunk => ((stdout += String(chunk)), (output += String(chunk))))
    child.stderr.on('data', chunk => (output += String(chunk)))
    child.on('error', reject)
    child.on('close', code => resolve({ code, output, stdout }))
  })
}
