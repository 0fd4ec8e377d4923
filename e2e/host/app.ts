import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { browser } from './browser.ts'
import { startProxy } from './client-proxy.ts'
import { complain, host, HostEvent } from './host.ts'
import { InstanceLock } from './instance-lock.ts'
import { pathOf } from './paths.ts'
import { strict } from './strict.ts'

const exitNow = process.exit.bind(process)

/** Electron's app: its life from start to end, its folders, its one instance. */
class App extends EventEmitter {
  name = 'Electron'
  userData: string | null = null
  readonly switches = new Map<string, string>()
  readonly commandLine = strict('commandLine', {
    appendSwitch: (name: string, value = '') => void this.switches.set(name.replace(/^--/, ''), String(value)),
    hasSwitch: (name: string) => this.switches.has(name),
    getSwitchValue: (name: string) => this.switches.get(name) ?? '',
  })
  #version = ''
  #appPath = process.cwd()
  readonly #paths = new Map<string, string>()
  readonly #protocols = new Set<string>()
  #lock: InstanceLock | null = null
  #login = { openAtLogin: false }
  #relaunches = false
  #exiting = false
  #exitCode = 0
  #isUp: () => void = () => {}
  readonly #up = new Promise<void>((resolve) => (this.#isUp = resolve))

  /** What the package in the app's folder says about itself. */
  describe(appPath: string, name: string, version: string): void {
    this.#appPath = appPath
    if (name) this.name = name
    if (version) this.#version = version
  }

  get isPackaged(): boolean {
    return !('defaultApp' in process)
  }
  getName(): string {
    return this.name
  }
  setName(name: string): void {
    this.name = name
  }
  getVersion(): string {
    return this.#version
  }
  getAppPath(): string {
    return this.#appPath
  }
  getLocale(): string {
    return 'en-US'
  }
  getPath(name: string): string {
    return this.#paths.get(name) ?? pathOf(name, this.name, this.#paths.get('userData') ?? this.userData)
  }
  setPath(name: string, path: string): void {
    mkdirSync(path, { recursive: true })
    this.#paths.set(name, path)
  }
  setAppLogsPath(path?: string): void {
    this.setPath('logs', path ?? this.getPath('logs'))
  }

  isReady(): boolean {
    return host.ready
  }
  whenReady(): Promise<void> {
    return this.#up
  }
  enableSandbox(): void {
    if (host.ready) throw new Error('app.enableSandbox() can only be called before app is ready')
  }
  setAsDefaultProtocolClient(scheme: string): boolean {
    this.#protocols.add(scheme)
    return true
  }
  isDefaultProtocolClient(scheme: string): boolean {
    return this.#protocols.has(scheme)
  }
  setAppUserModelId(): void {}
  setLoginItemSettings({ openAtLogin = false }: { openAtLogin?: boolean }): void {
    this.#login = { openAtLogin }
  }
  getLoginItemSettings(): { openAtLogin: boolean } {
    return { ...this.#login }
  }

  requestSingleInstanceLock(): boolean {
    this.#lock ??= new InstanceLock(this.getPath('userData'))
    return this.#lock.take(({ argv, cwd }) => void this.#up.then(() => this.emit('second-instance', new HostEvent(), argv, cwd)))
  }

  relaunch(): void {
    this.#relaunches = true
  }
  quit(): void {
    if (host.quitting) return
    host.quitting = true
    const event = new HostEvent()
    this.emit('before-quit', event)
    if (event.defaultPrevented) host.quitting = false
    else if (host.windows.size === 0) this.#willQuit()
    else for (const window of host.windows.values()) window.close()
  }
  exit(code = 0): void {
    void this.shutDown(code)
  }

  /** The last window takes the app with it, unless main listens for that. */
  windowClosed(): void {
    if (host.windows.size > 0 || this.#exiting) return
    if (host.quitting) this.#willQuit()
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  #willQuit(): void {
    const event = new HostEvent()
    this.emit('will-quit', event)
    if (event.defaultPrevented) host.quitting = false
    else void this.shutDown(this.#exitCode)
  }

  /** Tells `quit`, then ends Chromium in good order, then this process. */
  async shutDown(code: number): Promise<void> {
    if (this.#exiting) return
    this.#exiting = host.quitting = true
    this.emit('quit', new HostEvent(), code)
    await browser.close()
    this.#lock?.release()
    if (this.#relaunches) spawn(process.execPath, process.argv.slice(1), { detached: true, stdio: 'ignore' }).unref()
    exitNow(code)
  }

  /** Starts Chromium once main's code has loaded, as Electron's message loop does. */
  async startBrowser(): Promise<void> {
    if (this.#exiting || host.quitting) return
    this.emit('will-finish-launching')
    const upstream = await browser.start(join(this.getPath('sessionData'), '.electron-host', 'chromium'), this.switches, this.switches.has('remote-debugging-port'))
    browser.on('exit', () => {
      if (this.#exiting) return
      complain('Chromium went away')
      exitNow(1)
    })
    if (upstream) process.stderr.write(`\nDevTools listening on ${await startProxy(upstream)}\n`)
    host.ready = true
    this.#isUp()
    this.emit('ready', new HostEvent(), {})
  }
}

export const bareApp = new App()
export const app = strict('app', bareApp)
host.app = bareApp
process.exit = ((code?: number) => void bareApp.shutDown(code ?? 0)) as typeof process.exit
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => bareApp.quit())
