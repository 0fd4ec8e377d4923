import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { pushHosts } from '../../supabase/functions/_shared/push-hosts.ts'
import { StackError } from '../errors.ts'
import { startChild, type Child } from '../process/child.ts'
import type { Guard } from '../process/guard.ts'
import { freePort } from '../process/ports.ts'
import { createProxy, type Proxy } from '../proxy.ts'
import { importMap } from './settings.ts'

const BOOT_WITHIN_MS = 10_000
const require = createRequire(import.meta.url)
const preload = fileURLToPath(new URL('./preload.js', import.meta.url))

/** What the process of one function is started with. */
export interface WorkerOptions {
  name: string
  functionDir: string
  /** Folder for Deno's own files and the import maps. */
  workDir: string
  env: Record<string, string>
  guard: Guard
  log(line: string): void
}

/** One function in a Deno of its own, kept warm. */
export interface Worker {
  pid: number
  proxy: Proxy
  exited: Promise<unknown>
  stop(): Promise<void>
}

/** Starts a function and resolves when it takes requests. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const port = await freePort()
  const child = await startChild({
    command: findDeno(),
    args: denoArgs(options),
    env: {
      ...options.env,
      DENO_DIR: join(options.workDir, 'deno'),
      DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`,
      DENO_NO_UPDATE_CHECK: '1',
      NO_COLOR: '1',
      ...(process.env['SystemRoot'] && { SystemRoot: process.env['SystemRoot'] }),
    },
    cwd: options.functionDir,
    stopSignal: 'SIGTERM',
    guard: options.guard,
    onLine: line => options.log(`${options.name}: ${line}`),
  })
  await listening(port, child)
  const proxy = createProxy(port)
  const stop = async (): Promise<void> => {
    proxy.close()
    await child.stop(2_000)
  }
  return { pid: child.pid, proxy, exited: child.exited, stop }
}

function findDeno(): string {
  const libc = process.platform === 'linux' ? '-glibc' : ''
  const name = `@deno/${process.platform}-${process.arch}${libc}`
  try {
    return join(dirname(require.resolve(`${name}/package.json`)), process.platform === 'win32' ? 'deno.exe' : 'deno')
  } catch (cause) {
    const fix = 'Run `npm ci` without --omit=optional.'
    throw new StackError('binary-missing', `Deno for this system (npm package ${name}) is not installed.`, fix, cause)
  }
}

function denoArgs({ name, functionDir, workDir, env }: WorkerOptions): string[] {
  mkdirSync(workDir, { recursive: true, mode: 0o700 })
  const map = join(workDir, `${name}.import-map.json`)
  writeFileSync(map, JSON.stringify(importMap(functionDir)))
  return [
    'run',
    '--no-prompt',
    '--no-lock',
    '--cached-only',
    '--node-modules-dir=manual',
    `--import-map=${map}`,
    `--preload=${preload}`,
    // This machine alone: a function of the demo that calls out would work here and surprise elsewhere. But for the browsers'
    // push services, without which no push reaches even the browser on this machine.
    `--allow-net=127.0.0.1,localhost,${pushHosts.join(',')}`,
    `--allow-env=${Object.keys(env).join(',')}`,
    '--ignore-env',
    `--allow-read=${functionDir}`,
    '--v8-flags=--max-old-space-size=128,--max-semi-space-size=1',
    join(functionDir, 'index.ts'),
  ]
}

async function listening(port: number, child: Child): Promise<void> {
  let ended = false
  void child.exited.then(() => (ended = true))
  const deadline = Date.now() + BOOT_WITHIN_MS
  while (!(await accepts(port))) {
    if (ended || Date.now() > deadline) {
      await child.stop(0)
      throw new Error('the function did not start')
    }
    await sleep(15)
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
