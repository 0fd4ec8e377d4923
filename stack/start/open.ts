import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startGuard } from '../process/guard.ts'
import type { AppConfig } from '../static.ts'

// Electron is some 110 MB; whoever's line needs longer gets the browser now and the window next time.
const FETCH_WITHIN_MS = 90_000

/** Whether somebody sits before a screen that a window could open on. */
export function hasScreen(env: NodeJS.ProcessEnv): boolean {
  if (env['CI']) return false
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

/** The path of Electron's program; fetched with its own installer when it is not there. Undefined when it cannot be had. */
export async function findElectron(project: string): Promise<string | undefined> {
  const installer = join(project, 'node_modules', 'electron', 'install.js')
  if (!electronPath(project) && existsSync(installer)) await runQuietly([installer], project)
  return electronPath(project)
}

function electronPath(project: string): string | undefined {
  const folder = join(project, 'node_modules', 'electron')
  const note = join(folder, 'path.txt')
  if (!existsSync(note)) return undefined
  const program = join(folder, 'dist', readFileSync(note, 'utf8').trim())
  return existsSync(program) ? program : undefined
}

function runQuietly(args: string[], cwd: string): Promise<void> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, { cwd, stdio: 'ignore', timeout: FETCH_WITHIN_MS, windowsHide: true })
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  })
}

/** Opens the console as a desktop window. Resolves with false when it ended at once, as without graphics libraries. */
export function openWindow(program: string, project: string, config: AppConfig): Promise<Window | undefined> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(program, [...root, project], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ELECTRON_RUN_AS_NODE: undefined,
      SUPABASE_URL: config.supabaseUrl,
      SUPABASE_PUBLISHABLE_KEY: config.publishableKey,
    },
  })
  const guard = startGuard()
  if (child.pid !== undefined) guard.watch(child.pid, 'SIGTERM')
  const ended = new Promise<void>(resolve => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  }).finally(() => guard.stop())
  const close = async (): Promise<void> => {
    child.kill()
    await ended
  }
  const window: Window = { ended, close }
  return new Promise(resolve => {
    const settled = setTimeout(() => resolve(window), 2_000)
    void ended.finally(() => {
      clearTimeout(settled)
      resolve(undefined)
    })
  })
}

/** The desktop window's process. */
export interface Window {
  ended: Promise<void>
  close(): Promise<void>
}

/** Opens an address in the default browser; where none answers, nothing happens: the address stands on the screen. */
export function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url]
  const child = spawn(command!, args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
