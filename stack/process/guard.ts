import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Ends children and removes folders when this process dies without having stopped them, even by SIGKILL. */
export interface Guard {
  watch(pid: number, signal: NodeJS.Signals): void
  forget(pid: number): void
  /** Deletes a folder when this process dies. */
  removeAtDeath(path: string): void
  /** Sends the guard home without doing anything: everything was stopped in good order. */
  stop(): Promise<void>
}

const script = fileURLToPath(new URL('./guard.mjs', import.meta.url))

/** Starts the guard process. It holds the other end of a pipe of ours, and acts when that closes. */
export function startGuard(): Guard {
  // Detached: neither Ctrl-C in the terminal nor a signal to our process group may take it before us.
  const child = spawn(process.execPath, ['--max-semi-space-size=1', '--max-old-space-size=16', script], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    windowsHide: true,
    env: {},
  })
  child.unref()
  child.stdin.on('error', () => undefined)
  ;(child.stdin as unknown as { unref?(): void }).unref?.()
  const say = (line: string): void => void child.stdin.write(`${line}\n`)
  return {
    watch: (pid, signal) => say(`kill ${pid} ${signal}`),
    forget: pid => say(`forget ${pid}`),
    removeAtDeath: path => say(`remove ${path}`),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.ref()
      child.stdin.end('done\n')
      await gone
    },
  }
}
