import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { npm, run, top } from './run.mjs'

/** Ends with a friendly sentence when this Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Hotel Coupons needs Node 20.19 or newer; this is ${process.versions.node}. Get one at https://nodejs.org`)
  process.exit(1)
}

/** Installs the packages of the lockfile when what is installed is not just that. */
export async function install() {
  const lock = resolve(top, 'package-lock.json')
  const mark = resolve(top, 'node_modules/.installed')
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  if (!installedByHand(lock)) {
    console.log('Installing packages (a minute or two the first time) …')
    const { code } = await run(npm(), ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
    if (code !== 0) {
      console.error('The packages could not be installed. Check the network and run the command again.')
      process.exit(1)
    }
  }
  writeFileSync(mark, wanted)
}

/** Whether npm itself installed after the lockfile was last written. */
function installedByHand(lock) {
  const record = resolve(top, 'node_modules/.package-lock.json')
  return existsSync(record) && statSync(record).mtimeMs >= statSync(lock).mtimeMs
}
