import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { compareVersions, isVersion } from './version.ts'

/**
 * The highest version that ever ran on this computer, now that `running` runs. It has a file of its own, so that settings that are lost or
 * set back take nothing from it. Where that file cannot be read it is the running version, below which nothing is installed anyway.
 */
export function raiseFloor(file: string, running: string, log: (message: string) => void): string {
  const seen = read(file)
  if (seen && compareVersions(running, seen) <= 0) return seen
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.next`, `${running}\n`, { mode: 0o600 })
    renameSync(`${file}.next`, file)
  } catch (error) {
    log(`the newest version could not be noted: ${(error as NodeJS.ErrnoException).code}`) // the console opens all the same
  }
  return running
}

function read(file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8').trim()
    return isVersion(text) ? text : null
  } catch {
    return null // the first start
  }
}
