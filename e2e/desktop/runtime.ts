import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { find } from '../../scripts/chromium.mjs'
import { buildHost } from '../host/build-host.ts'

const top = resolve(import.meta.dirname, '../..')

/** What runs the desktop app in the stories. */
export interface Runtime {
  kind: 'electron' | 'host'
  executablePath: string
  env: Record<string, string>
}

let found: Promise<Runtime> | null = null

/** Real Electron where its binary is installed, else the test host. Says once which of the two it is. */
export function runtime(): Promise<Runtime> {
  found ??= look()
  return found
}

async function look(): Promise<Runtime> {
  const electron = process.env.DESKTOP_RUNTIME === 'host' ? null : installed()
  const answer: Runtime = electron ? { kind: 'electron', executablePath: electron, env: {} } : await host()
  console.log(`  desktop stories run on ${electron ? `real Electron (${electron})` : 'the test host: Electron’s binary is not installed'}`)
  return answer
}

/** The path of Electron's program, if it is there. */
function installed(): string | null {
  const folder = resolve(top, 'node_modules/electron')
  const note = resolve(folder, 'path.txt')
  const program = existsSync(note) ? resolve(folder, 'dist', readFileSync(note, 'utf8').trim()) : ''
  return existsSync(program) ? program : null
}

async function host(): Promise<Runtime> {
  if (process.platform === 'win32') throw new Error('On Windows the desktop stories need Electron: run `npx install-electron` first.')
  const chromium = process.env.CHROMIUM_PATH ?? find()
  if (!chromium) throw new Error('No Chromium was found. Install one, or name it in CHROMIUM_PATH.')
  return { kind: 'host', executablePath: await buildHost(), env: { ELECTRON_HOST_CHROMIUM: chromium, ELECTRON_HOST_NODE: process.execPath } }
}
