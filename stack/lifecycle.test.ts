import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dataFolders, removeDataFolder } from './data-folder.ts'
import { isAlive } from './process/alive.ts'
import { freePort } from './process/ports.ts'
import { startStack, type Stack, type StackOptions } from './stack.ts'
import { makeTestProject, type TestProject } from './test-project.ts'

let project: TestProject
let dataDir: string
let options: StackOptions & { port: number; dbPort: number }

beforeEach(async () => {
  project = makeTestProject()
  dataDir = mkdtempSync(join(tmpdir(), 'hotel-coupons-test-'))
  options = {
    project: project.folder,
    dataDir,
    port: await freePort(),
    dbPort: await freePort(),
    schedule: false,
    durable: false,
  }
})
afterEach(() => {
  project.remove()
  removeDataFolder(dataDir)
})

async function query(stack: Stack, sql: string): Promise<unknown[]> {
  const db = new Client({ connectionString: stack.dbUrl })
  await db.connect()
  try {
    return (await db.query(sql)).rows
  } finally {
    await db.end()
  }
}

/** The command line in a process of its own, once it has printed its line of JSON. */
async function startProcess(): Promise<{ child: ChildProcess; line: Promise<string>; output: () => string }> {
  const { port, dbPort } = options
  const args = ['--project', project.folder, '--data', dataDir, '--port', String(port), '--db-port', String(dbPort)]
  const child = spawn(process.execPath, ['--import', 'tsx', 'stack/cli.ts', 'start', '--json', ...args])
  let output = ''
  child.stderr.on('data', chunk => (output += String(chunk)))
  const line = once(createInterface({ input: child.stdout }), 'line').then(([text]) => text as string)
  return { child, line, output: () => output }
}

/** Every process that has the data folder, or this stack's database, in its command line or environment. */
function processesOf(needles: string[]): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter(pid => {
      try {
        const text = readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8')
        return needles.some(needle => text.includes(needle))
      } catch {
        return false
      }
    })
    .map(Number)
}

it('keeps data, keys and passwords over a restart, and applies a new migration', async () => {
  const first = await startStack(options)
  await query(first, "insert into notes values (9, null, 'kept')")
  await first.stop()
  writeFileSync(join(project.folder, 'supabase/migrations/20260102000000_more.sql'), 'alter table notes add extra int')

  const second = await startStack(options)
  try {
    expect(await query(second, 'select words, extra from notes where id = 9')).toEqual([{ words: 'kept', extra: null }])
    expect(second.keys).toEqual(first.keys)
    expect(second.dbUrl).toBe(first.dbUrl)
  } finally {
    await second.stop()
  }
})

it('leaves no lock and no process after stop, which may be called twice', async () => {
  const stack = await startStack(options)
  const pids = stack.pids().filter(pid => pid !== process.pid)
  expect(pids.length).toBeGreaterThan(1)
  await Promise.all([stack.stop(), stack.stop()])
  expect(pids.filter(isAlive)).toEqual([])
  expect(existsSync(join(dataDir, 'stack.lock'))).toBe(false)
  expect(existsSync(join(dataFolders(dataDir)[1]!, 'postmaster.pid'))).toBe(false)
})

it('keeps its secrets to the user who started it', async () => {
  const stack = await startStack({ ...options, migrate: false })
  await stack.stop()
  expect(statSync(join(dataDir, 'keys.json')).mode & 0o077).toBe(0)
})

it.skipIf(process.platform !== 'linux')('takes all its children with it when it is killed, and starts again', async () => {
  const { child, line } = await startProcess()
  const { url, publishableKey } = JSON.parse(await line) as { url: string; publishableKey: string }
  await fetch(`${url}/functions/v1/closed`, { method: 'POST', headers: { apikey: publishableKey } })
  const mine = processesOf([dataDir, `127.0.0.1:${options.dbPort}/`])
  // The command line itself, PostgreSQL and its workers, PostgREST, Deno: without the guard they stayed.
  expect(mine.length).toBeGreaterThanOrEqual(4)

  child.kill('SIGKILL')
  await expect.poll(() => mine.filter(isAlive), { timeout: 10_000 }).toEqual([])

  const again = await startStack(options)
  expect(await query(again, 'select count(*)::int as n from notes')).toEqual([{ n: 2 }])
  await again.stop()
})

it('refuses a second stack on the same folder and names the first', async () => {
  const first = await startStack(options)
  try {
    const second = { ...options, port: await freePort(), dbPort: await freePort() }
    await expect(startStack(second)).rejects.toMatchObject({
      code: 'already-running',
      message: expect.stringContaining(first.url),
    })
    expect((await fetch(`${first.url}/health`)).status).toBe(200)
  } finally {
    await first.stop()
  }
})

it.each(['port', 'dbPort'] as const)('refuses a %s in use in one sentence, and leaves nothing behind', async which => {
  const other = createServer().listen(options[which], '127.0.0.1')
  await once(other, 'listening')
  try {
    await expect(startStack(options)).rejects.toMatchObject({
      code: 'port-in-use',
      message: expect.stringContaining(`Port ${options[which]} on 127.0.0.1`),
    })
    expect(existsSync(join(dataDir, 'stack.lock'))).toBe(false)
  } finally {
    other.close()
  }
  await (await startStack(options)).stop()
})

it('a broken data folder ends the command with one sentence, a way out and exit code 1', async () => {
  const stack = await startStack(options)
  await stack.stop()
  truncateSync(join(dataFolders(dataDir)[1]!, 'global', 'pg_control'), 0)
  const { child, output } = await startProcess()
  const [code] = (await once(child, 'exit')) as [number]
  expect(code).toBe(1)
  expect(output()).toMatch(/PostgreSQL cannot use its data in .*\n.*--fresh/)
  expect(existsSync(join(dataDir, 'stack.lock'))).toBe(false)
})

it.each([
  ['keys.json cannot be read', () => writeFileSync(join(dataDir, 'keys.json'), '{')],
  ['keys.json does not belong to its database', () => rmSync(join(dataDir, 'keys.json'))],
  ['state.json is missing', () => rmSync(join(dataDir, 'state.json'))],
])('a data folder whose %s is told so, and left as it was', async (why, harm) => {
  const stack = await startStack({ ...options, migrate: false })
  await stack.stop()
  harm()
  await expect(startStack({ ...options, migrate: false })).rejects.toMatchObject({
    code: 'data-folder-broken',
    message: expect.stringContaining(why),
  })
})

it('a migration that fails is named, and nothing stays running', async () => {
  const bad = makeTestProject({ 'supabase/migrations/20260103000000_bad.sql': 'create table broken (id nonsense)' })
  try {
    await expect(startStack({ ...options, project: bad.folder })).rejects.toMatchObject({
      code: 'migration-failed',
      message: expect.stringContaining('20260103000000_bad.sql'),
    })
    expect(existsSync(join(dataDir, 'stack.lock'))).toBe(false)
  } finally {
    bad.remove()
  }
})

it('data of a migration that was changed afterwards is told so, and left as it was', async () => {
  const first = await startStack(options)
  await query(first, "insert into notes values (9, null, 'kept')")
  await first.stop()
  const folder = join(project.folder, 'supabase/migrations')
  const [name = ''] = readdirSync(folder)
  const text = readFileSync(join(folder, name), 'utf8')

  writeFileSync(join(folder, name), `${text}\ncreate table later ();`)
  // Also beside one that is new.
  for (const more of ['', '20260105000000_more.sql']) {
    if (more) writeFileSync(join(folder, more), 'create table more ()')
    await expect(startStack(options)).rejects.toMatchObject({
      code: 'data-folder-version',
      message: expect.stringContaining('was made by older migrations'),
      fix: expect.stringContaining('--fresh'),
    })
    expect(existsSync(join(dataDir, 'stack.lock'))).toBe(false)
  }

  writeFileSync(join(folder, name), text)
  const again = await startStack(options)
  try {
    expect(await query(again, "select words, to_regclass('more') is not null as more from notes where id = 9")).toEqual([{ words: 'kept', more: true }])
  } finally {
    await again.stop()
  }
})

it('a migration that failed is mended and applied at the next start, after those that went through', async () => {
  await (await startStack(options)).stop()
  const file = (name: string): string => join(project.folder, 'supabase/migrations', name)
  writeFileSync(file('20260106000000_good.sql'), 'create table good ()')
  writeFileSync(file('20260107000000_bad.sql'), 'create table bad (id nonsense)')
  await expect(startStack(options)).rejects.toMatchObject({ code: 'migration-failed' })
  writeFileSync(file('20260107000000_bad.sql'), 'create table bad (id int)')
  const stack = await startStack(options)
  try {
    expect(await query(stack, "select to_regclass('good') is not null and to_regclass('bad') is not null as both")).toEqual([{ both: true }])
  } finally {
    await stack.stop()
  }
})

it('a start that is given up leaves nothing behind', async () => {
  const giveUp = new AbortController()
  const starting = startStack({ ...options, signal: giveUp.signal, onProgress: step => step.includes('services') && giveUp.abort() })
  await expect(starting).rejects.toThrow()
  expect(existsSync(join(dataDir, 'stack.lock'))).toBe(false)
  await (await startStack(options)).stop()
})

it('several at once on a cold cache do not disturb each other', async () => {
  const fresh = makeTestProject({ 'supabase/migrations/20260104000000_once.sql': `create table t_${Date.now()} ()` })
  const folders = [0, 1, 2].map(() => mkdtempSync(join(tmpdir(), 'hotel-coupons-test-')))
  const stacks = await Promise.all(
    folders.map(async dataDir =>
      startStack({ ...options, project: fresh.folder, dataDir, port: await freePort(), dbPort: await freePort() }),
    ),
  )
  try {
    for (const stack of stacks) expect(await query(stack, 'select count(*)::int as n from notes')).toEqual([{ n: 2 }])
  } finally {
    await Promise.all(stacks.map(stack => stack.stop()))
    folders.forEach(removeDataFolder)
    rmSync(fresh.folder, { recursive: true })
  }
// Three databases made from nothing, side by side.
}, 120_000)
