import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { StackError } from '../errors.ts'

/** The unprivileged account that PostgreSQL runs as when we are root, who it refuses to run as. */
export interface Account {
  uid: number
  gid: number
}

/** The account to run PostgreSQL as; undefined when we are not root and it runs as ourselves. */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const account = lookUp('postgres') ?? (addAccount() ? lookUp('postgres') : undefined) ?? lookUp('nobody')
  if (account) return account
  throw new StackError(
    'no-unprivileged-user',
    'PostgreSQL refuses to run as root, and there is no other account to run it as.',
    'Start as an ordinary user, or add one: `useradd --system postgres`.',
  )
}

function lookUp(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find(entry => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

function addAccount(): boolean {
  try {
    execFileSync('/usr/sbin/useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Whether the account may pass through every folder above the path. */
export function isReachable(path: string, account: Account | undefined): boolean {
  if (!account) return true
  const parent = dirname(path)
  if (parent === path) return true
  return mayPass(parent, account) && isReachable(parent, account)
}

function mayPass(folder: string, { uid, gid }: Account): boolean {
  if (!existsSync(folder)) return true
  const { mode, uid: owner, gid: group } = statSync(folder)
  if (owner === uid) return (mode & 0o100) !== 0
  return (mode & (group === gid ? 0o010 : 0o001)) !== 0
}

/** A folder the account can reach that stands in for one it cannot: the same for the same path. */
export function standIn(path: string): string {
  return join(standInHome(), createHash('sha256').update(path).digest('hex').slice(0, 16))
}

function standInHome(): string {
  const account = postgresAccount()
  // /var/tmp first: what lies there outlives a restart of the machine.
  const open = ['/var/tmp', tmpdir(), '/tmp'].find(folder => existsSync(folder) && isReachable(join(folder, 'x'), account))
  return join(open ?? tmpdir(), 'hotel-coupons-postgres')
}

/** Makes the folder that holds the stand-ins, and refuses one that somebody else made before us. */
export function claimStandIns(): void {
  const home = standInHome()
  mkdirSync(home, { recursive: true, mode: 0o711 })
  const { uid, mode } = statSync(home)
  if (uid === process.getuid?.() && (mode & 0o022) === 0) return
  throw new StackError('start-failed', `${home} belongs to someone else.`, `Remove ${home} and start again.`)
}

/** PostgreSQL's programs at a place the account can reach: where they are, or a copy. */
export async function reachablePrograms(
  home: string,
  version: string,
  account: Account | undefined,
  log: (message: string) => void,
): Promise<string> {
  if (isReachable(join(home, 'bin', 'postgres'), account)) return home
  const copy = standIn(`${home} ${version}`)
  if (existsSync(join(copy, 'complete'))) return copy
  claimStandIns()
  log(`the account that runs PostgreSQL cannot reach ${home}: using a copy in ${copy}`)
  await cp(home, copy, { recursive: true, verbatimSymlinks: true })
  mkdirSync(join(copy, 'complete'))
  return copy
}

/** Makes a folder of the account's own, closed to others. */
export function makeOwnFolder(path: string, account: Account | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (account) chownSync(path, account.uid, account.gid)
}
