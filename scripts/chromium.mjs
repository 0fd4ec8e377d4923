import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { run, tool } from './run.mjs'

/** Where a browser is found when it is not on the path. */
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The path of a Chromium for the stories: Playwright's own, else the system's, else one that is installed now, else null. */
export async function chromium() {
  return find() ?? (await download()) ?? (await installFromSystem())
}

/** The path of a Chromium that is here already, or null. */
export function find() {
  return [process.env.CHROMIUM_PATH, playwrights(), ...onPath(['chromium', 'chromium-browser', 'google-chrome']), ...places].find((path) => path && existsSync(path)) ?? null
}

function playwrights() {
  return createRequire(import.meta.url)('playwright-core').chromium.executablePath()
}

function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name)))
}

async function download() {
  console.log('Fetching a Chromium for the browser stories …')
  await run(tool('playwright-core/cli.js'), ['install', 'chromium'], { quiet: true, timeout: 300_000 })
  return find()
}

async function installFromSystem() {
  if (!existsSync('/usr/bin/apt-get')) return null
  console.log('Installing Chromium with the system’s package manager …')
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  await run([...asRoot, 'apt-get'], ['update', '-qq'], { quiet: true })
  await run([...asRoot, 'apt-get'], ['install', '-y', '-qq', 'chromium'], { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } })
  return find()
}
