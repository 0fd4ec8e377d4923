import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Counts } from './project.ts'

/** What the migrations put there themselves, and a new project has from them. */
const ofMigrations = ['private.feed_epoch', 'private.reminders', 'private.schedule']
/** Of the accounts no sessions: a backup signs nobody in. */
const accounts = ['auth.users', 'auth.identities', 'auth.mfa_factors']

/** Opens a connection for as long as the work takes. */
export async function connected<T>(databaseUrl: string, work: (sql: Client) => Promise<T>): Promise<T> {
  const sql = new Client({ connectionString: databaseUrl })
  await sql.connect()
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}

/** How many rows each table of the product has, and the accounts. */
export async function countsOf(sql: Client): Promise<Counts> {
  const { rows } = await sql.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and (n.nspname in ('public', 'private') and n.nspname || '.' || c.relname <> all ($1) or n.nspname || '.' || c.relname = any ($2)) order by 1`,
    [ofMigrations, accounts],
  )
  const counts: Counts = {}
  for (const { name } of rows) counts[name] = Number((await sql.query<{ n: string }>(`select count(*) as n from ${name}`)).rows[0]?.n)
  return counts
}

/** Writes all rows as SQL into a file, and counts them in the same snapshot. */
export function dumpRows(databaseUrl: string, file: string): Promise<Counts> {
  return connected(databaseUrl, async (sql) => {
    await sql.query('begin transaction isolation level repeatable read read only')
    const { rows } = await sql.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot')
    const counts = await countsOf(sql)
    const tables = [...['public.*', 'private.*', ...accounts].map((name) => `--table=${name}`), ...ofMigrations.map((name) => `--exclude-table=${name}`)]
    await client('pg_dump', databaseUrl, ['--data-only', '--no-owner', `--snapshot=${rows[0]?.snapshot}`, ...tables, `--file=${file}`])
    return counts
  })
}

/**
 * Reads such a file into a database that has the same migrations, counts what came, and begins another epoch of the feed, since transaction ids
 * begin anew there and the cursors of all replicas speak of the old ones: all of it, or nothing. Triggers stay still: their effects are in the rows.
 */
export async function readRows(databaseUrl: string, file: string, counts: Counts): Promise<void> {
  const wholly = ['--no-psqlrc', '--quiet', '--single-transaction', '--set=ON_ERROR_STOP=1', '--command=set session_replication_role = replica', `--file=${file}`]
  await client('psql', databaseUrl, [...wholly, `--command=${comparison(counts)}`, '--command=select private.start_epoch()'])
}

/** SQL that raises unless the tables have as many rows. In the same transaction, since a schedule may be at work on what has been committed. */
function comparison(counts: Counts): string {
  const each = Object.entries(counts).map(([table, rows]) => `select count(*) into found from ${table}; if found <> ${rows} then raise exception 'Not all came back: % of ${rows} of ${table}', found; end if;`)
  return `do $$ declare found bigint; begin ${each.join(' ')} end $$`
}

/** Whether PostgreSQL's client is there, and of the version that such a database needs. */
export async function hasClient(databaseUrl: string): Promise<boolean> {
  const { rows } = await connected(databaseUrl, (sql) => sql.query<{ major: number }>(`select current_setting('server_version_num')::int / 10000 as major`))
  const said = await client('pg_dump', databaseUrl, ['--version']).catch(() => '')
  return Number(/ (\d+)/.exec(said)?.[1] ?? 0) >= (rows[0]?.major ?? 0)
}

/** Runs a program of PostgreSQL's client: from the folder PG_BIN, else from the path. The password stays out of its arguments, which other users see. */
function client(program: 'pg_dump' | 'psql', databaseUrl: string, args: string[]): Promise<string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(databaseUrl)
  const env = {
    ...process.env, PGHOST: hostname, PGPORT: port || '5432', PGUSER: decodeURIComponent(username), PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1) || 'postgres', PGSSLMODE: searchParams.get('sslmode') ?? 'prefer',
  }
  return new Promise((resolve, reject) => {
    const child = spawn(process.env['PG_BIN'] ? join(process.env['PG_BIN'], program) : program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let [said, failed] = ['', '']
    child.stdout.on('data', (chunk) => (said += String(chunk)))
    child.stderr.on('data', (chunk) => (failed += String(chunk)))
    child.on('error', () => reject(new Error(`${program} is not there: install PostgreSQL’s client of the server’s version, or name its folder in PG_BIN.`)))
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`${program} failed: ${failed.trim()}`))))
  })
}
