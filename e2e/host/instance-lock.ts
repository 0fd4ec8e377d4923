import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync, type FSWatcher } from 'node:fs'
import { join } from 'node:path'

/** What a second instance hands over to the first. */
interface Message {
  argv: string[]
  cwd: string
}

/**
 * Electron's single-instance lock, as files in the user's folder, since it has to answer at once. A lock whose process is gone
 * counts as free.
 */
export class InstanceLock {
  readonly #folder: string
  readonly #file: string
  #watcher: FSWatcher | null = null

  constructor(userData: string) {
    this.#folder = join(userData, '.electron-host', 'instance')
    this.#file = join(this.#folder, 'lock')
  }

  /** Takes the lock and hears of later instances, or tells its holder about this one and gives false. */
  take(onSecond: (message: Message) => void): boolean {
    if (this.#watcher) return true
    mkdirSync(this.#folder, { recursive: true })
    if (!this.#write()) {
      const name = join(this.#folder, `from-${process.pid}`)
      writeFileSync(`${name}.part`, JSON.stringify({ argv: process.argv, cwd: process.cwd() } satisfies Message))
      renameSync(`${name}.part`, `${name}.json`)
      return false
    }
    for (const name of this.#messages()) rmSync(join(this.#folder, name), { force: true })
    this.#watcher = watch(this.#folder, () => this.#read(onSecond))
    this.#watcher.unref()
    process.on('exit', () => this.release())
    return true
  }

  release(): void {
    if (!this.#watcher) return
    this.#watcher.close()
    this.#watcher = null
    rmSync(this.#file, { force: true })
  }

  #write(): boolean {
    try {
      writeFileSync(this.#file, String(process.pid), { flag: 'wx' })
    } catch {
      const holder = Number(readFileSync(this.#file, 'utf8'))
      if (isAlive(holder)) return false
      writeFileSync(this.#file, String(process.pid))
    }
    return true
  }

  #messages(): string[] {
    return readdirSync(this.#folder).filter((name) => name.endsWith('.json'))
  }

  #read(onSecond: (message: Message) => void): void {
    for (const name of this.#messages()) {
      const file = join(this.#folder, name)
      const message = JSON.parse(readFileSync(file, 'utf8')) as Message
      rmSync(file, { force: true })
      onSecond(message)
    }
  }
}

function isAlive(pid: number): boolean {
  if (!pid || pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
