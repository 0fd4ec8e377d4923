import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { run, tool, top } from './run.mjs'

/** What each program is made of; it is built again only when one of these changed. */
const shared = ['core', 'vite.config.ts', 'package-lock.json']
const programs = {
  console: ['renderer/console', 'renderer/kit', ...shared],
  guest: ['renderer/guest', 'renderer/kit', ...shared],
  main: ['electron', ...shared],
  preload: ['electron', ...shared],
}
const results = { console: 'console/index.html', guest: 'guest/index.html', main: 'electron/main.js', preload: 'electron/preload.cjs' }

/** Builds the programs that are out of date. Resolves with false when one could not be built. */
export async function build({ force = false } = {}) {
  for (const [program, sources] of Object.entries(programs)) {
    const stamp = resolve(top, 'dist/.stamps', program)
    const now = hashOf(sources)
    const fresh = existsSync(resolve(top, 'dist', results[program])) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now
    if (fresh && !force) continue
    console.log(`Building ${program} …`)
    const { code, output } = await run(tool('vite/bin/vite.js'), ['build', '--mode', program, '--logLevel', 'warn'], { quiet: true })
    if (code !== 0) {
      console.error(output)
      return false
    }
    mkdirSync(resolve(top, 'dist/.stamps'), { recursive: true })
    writeFileSync(stamp, now)
  }
  return true
}

function hashOf(sources) {
  const hash = createHash('sha256')
  for (const source of sources) add(hash, source)
  return hash.digest('hex')
}

function add(hash, path) {
  const whole = resolve(top, path)
  if (!existsSync(whole)) return
  const entries = /\.\w+$/.test(path) ? null : readdirSync(whole, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  if (!entries) {
    hash.update(path).update(readFileSync(whole))
    return
  }
  for (const entry of entries) {
    if (entry.name === 'node_modules' || entry.name.endsWith('.d.ts') || entry.name.includes('.test.')) continue
    if (entry.isDirectory()) add(hash, `${path}/${entry.name}`)
    else hash.update(`${path}/${entry.name}`).update(readFileSync(resolve(whole, entry.name)))
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = (await build({ force: process.argv.includes('--force') })) ? 0 : 1
}
