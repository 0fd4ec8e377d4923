import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'

/** Log files of one stack, one per service, in the data folder. They are begun anew at each start. */
export interface Logs {
  log(service: string, message: string): void
  close(): Promise<void>
}

/** Opens a file when its service first says something. */
export function openLogs(dataDir: string): Logs {
  const folder = join(dataDir, 'logs')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const files = new Map<string, WriteStream>()
  let closed = false
  return {
    log(service, message) {
      if (closed) return
      const file = files.get(service) ?? createWriteStream(join(folder, `${service}.log`), { mode: 0o600 })
      files.set(service, file)
      file.write(`${new Date().toISOString()} ${message}\n`)
    },
    async close() {
      closed = true
      await Promise.all([...files.values()].map(file => new Promise(resolve => file.end(resolve))))
    },
  }
}
