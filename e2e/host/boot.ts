import { existsSync, readFileSync } from 'node:fs'
import Module from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bareApp } from './app.ts'
import { browser } from './browser.ts'
import { electron } from './electron-module.ts'
import { dialog } from './native/dialog.ts'
import { followRequests } from './requests.ts'
import { resolveElectron } from './resolve-electron.ts'
import { followTargets } from './targets.ts'

/**
 * `host [--switch[=value]]… <app> [arguments]`: what Electron's executable does with its command line. Runs the app's real main
 * process in this Node, with the module `electron` backed by a real Chromium.
 */
const executable = process.env.ELECTRON_HOST_EXECUTABLE ?? process.execPath
const define = (of: object, key: string, value: unknown) => Object.defineProperty(of, key, { value, enumerable: true, configurable: true })

process.argv = [executable, ...process.argv.slice(2)]
process.execPath = executable
define(process.versions, 'electron', (JSON.parse(readFileSync(require.resolve('electron/package.json'), 'utf8')) as { version: string }).version)
Object.defineProperty(process.versions, 'chrome', { enumerable: true, get: () => browser.version })
define(process, 'type', 'browser')
define(process, 'defaultApp', true)
define(process, 'resourcesPath', process.env.ELECTRON_HOST_RESOURCES ?? join(dirname(executable), 'resources'))
process.on('uncaughtException', (error) => dialog.showErrorBox('A JavaScript error occurred in the main process', String(error.stack)))

followTargets()
followRequests()
resolveElectron(electron)
void start()

async function start(): Promise<void> {
  try {
    await import(pathToFileURL(readCommandLine()).href)
    await bareApp.startBrowser()
  } catch (error) {
    console.error('App threw an error during load\n', error)
    void bareApp.shutDown(1)
  }
}

/** Takes the switches, describes the app, and gives the file of its main process. */
function readCommandLine(): string {
  let folder = ''
  for (const arg of process.argv.slice(1)) {
    const [, name, value] = /^--([^=]+)=?(.*)$/s.exec(arg) ?? []
    if (name) bareApp.switches.set(name, value ?? '')
    else if (!folder) folder = resolve(arg)
  }
  const userData = bareApp.switches.get('user-data-dir')
  if (userData) bareApp.userData = resolve(userData)
  const described = join(folder, 'package.json')
  if (!existsSync(described)) throw new Error(`[electron-host] no app in ${folder}`)
  const { name = '', productName = name, version = '' } = JSON.parse(readFileSync(described, 'utf8')) as Record<string, string>
  bareApp.describe(folder, productName, version)
  return Module.createRequire(join(folder, 'x.js')).resolve(folder)
}
