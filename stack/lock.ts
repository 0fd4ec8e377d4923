import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StackError } from './errors.ts'
import { isAlive } from './process/alive.ts'

/** One stack at a time works on a data folder. */
export interface Lock {
  /** Names this run of the stack; `/health` tells it, so that a lock can be told from a recycled process id. */
  id: string
  /** Tells where the stack answers, once that is known. */
  setUrl(url: string): void
  release(): void
}

/** What the lock file says about the stack that holds it. */
export interface LockNote {
  id: string
  pid: number
  url: string
  startedAt: number
}

// A stack that starts does not answer on its address yet, and none takes longer than this.
const STARTING_MS = 60_000

const file = (dataDir: string): string => join(dataDir, 'stack.lock')

/** Takes a data folder, or says who has it. A lock whose holder is gone is taken over. */
export async function takeLock(dataDir: string, url: string): Promise<Lock> {
  const note: LockNote = { id: randomUUID(), pid: process.pid, url, startedAt: Date.now() }
  if (!write(dataDir, note)) {
    const holder = readLock(dataDir)
    if (holder && (await isHeld(holder))) throw lockHeld(dataDir, holder)
    rmSync(file(dataDir), { force: true })
    if (!write(dataDir, note)) throw lockHeld(dataDir, readLock(dataDir))
  }
  return {
    id: note.id,
    setUrl: url => writeFileSync(file(dataDir), JSON.stringify({ ...note, url })),
    release: () => release(dataDir, note.id),
  }
}

/** The note of the stack that holds the folder, if there is one. */
export function readLock(dataDir: string): LockNote | undefined {
  try {
    return JSON.parse(readFileSync(file(dataDir), 'utf8')) as LockNote
  } catch {
    return undefined
  }
}

/** Whether the stack that wrote the note is still there. */
export async function isHeld({ id, pid, url, startedAt }: LockNote): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (pid === process.pid || Date.now() - startedAt < STARTING_MS) return true
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) })
    return ((await response.json()) as { id?: string }).id === id
  } catch {
    return false
  }
}

function write(dataDir: string, note: LockNote): boolean {
  try {
    writeFileSync(file(dataDir), JSON.stringify(note), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function release(dataDir: string, id: string): void {
  if (readLock(dataDir)?.id === id) rmSync(file(dataDir), { force: true })
}

/** The error of a data folder that another stack has open. */
export function lockHeld(dataDir: string, note: LockNote | undefined): StackError {
  const who = note ? ` at ${note.url} (process ${note.pid})` : ''
  return new StackError(
    'already-running',
    `A stack is already running on the data folder ${dataDir}${who}.`,
    'Use that one, stop it (Ctrl-C where it runs), or choose another folder with --data.',
  )
}
