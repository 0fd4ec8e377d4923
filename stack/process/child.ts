import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Guard } from './guard.ts'

/** How to run one long-lived program. */
export interface ChildOptions {
  command: string
  args: string[]
  env?: Record<string, string | undefined>
  cwd?: string
  uid?: number | undefined
  gid?: number | undefined
  /** What asks it to end in good order. */
  stopSignal: NodeJS.Signals
  guard: Guard
  onLine(line: string): void
}

/** A program that runs until it is stopped. */
export interface Child {
  pid: number
  /** Resolves when the program has ended, with its exit code, or the signal that ended it. */
  exited: Promise<number | string>
  /** Asks the program to end, insists after `graceMs`, and resolves when it is gone. */
  stop(graceMs?: number): Promise<void>
}

/** Spawns a program, hands its lines to `onLine` and its pid to the guard. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const process_ = spawn(options.command, options.args, spawnOptions(options))
  await once(process_, 'spawn')
  const pid = process_.pid!
  options.guard.watch(pid, options.stopSignal)
  for (const stream of [process_.stdout, process_.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', options.onLine)
  }
  const exited = once(process_, 'exit').then(([code, signal]) => {
    options.guard.forget(pid)
    return (code ?? signal) as number | string
  })
  return { pid, exited, stop: graceMs => stopChild(process_, exited, options.stopSignal, graceMs) }
}

function spawnOptions({ env, cwd, uid, gid }: ChildOptions): SpawnOptions {
  return {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group: Ctrl-C reaches us alone, and we stop the children in order.
    detached: process.platform !== 'win32',
    windowsHide: true,
    ...(env && { env }),
    ...(cwd && { cwd }),
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  }
}

async function stopChild(
  child: ChildProcess,
  exited: Promise<unknown>,
  signal: NodeJS.Signals,
  graceMs = 5_000,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  const insist = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await exited
  clearTimeout(insist)
}
