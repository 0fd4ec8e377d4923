import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseServer, type Server } from './settings.ts'

/** The server that a release names as its own, in the package that it was built from. Null where it names none. */
export function hostedServer(appPath: string): Server | null {
  try {
    const { hosted } = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')) as { hosted?: unknown }
    return parseServer(hosted)
  } catch {
    return null // started without a package around it
  }
}
