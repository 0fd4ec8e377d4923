import { createHash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { UpdateState } from '../../core/bridge/bridge.ts'
import { judgeOffer, type Release, type Terms } from './release.ts'

/** What is used of electron-updater. */
export interface Updater {
  autoDownload: boolean
  autoInstallOnAppQuit: boolean
  autoRunAppAfterInstall: boolean
  allowPrerelease: boolean
  allowDowngrade: boolean
  disableWebInstaller: boolean
  disableDifferentialDownload: boolean
  channel: string | null
  checkForUpdates(): Promise<{ isUpdateAvailable: boolean; updateInfo: unknown } | null>
  downloadUpdate(): Promise<unknown>
  quitAndInstall(silent?: boolean, runAfter?: boolean): void
  /** The system's own updater, on macOS alone: it takes what it is asked to take, and installs that when the app ends. */
  nativeUpdater?: { checkForUpdates(): void }
  /** Installs without ending the app: everywhere but on macOS. */
  install?(silent?: boolean, runAfter?: boolean): boolean
  on(event: 'update-downloaded', listener: (event: { downloadedFile: string }) => void): unknown
  on(event: 'download-progress', listener: (progress: { percent: number }) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}

export interface UpdateParts {
  updater: Updater
  terms: () => Terms
  changed: (state: UpdateState) => void
  log: (message: string) => void
  /** A feed that says nothing for so long is as good as none. */
  patienceMs?: number
}

/**
 * Finds, checks and installs updates. The rule: nothing that `judgeOffer` did not accept is fetched, nothing whose bytes are not the signed
 * ones becomes ready, and they are looked at once more at the moment they are installed.
 */
export class Updates {
  readonly #parts: UpdateParts
  #state: UpdateState = { kind: 'idle' }
  #accepted: Release | null = null
  #file = ''

  constructor(parts: UpdateParts) {
    this.#parts = parts
    const { updater } = parts
    updater.autoDownload = false
    updater.autoInstallOnAppQuit = false
    updater.autoRunAppAfterInstall = true
    updater.disableWebInstaller = true
    updater.disableDifferentialDownload = true // it patches the file that is there by a list that is not signed
    updater.on('update-downloaded', ({ downloadedFile }) => (this.#file = downloadedFile))
    updater.on('download-progress', ({ percent }) => this.#accepted && this.#become({ kind: 'downloading', version: this.#accepted.version, percent: Math.round(percent) }))
    updater.on('error', () => {}) // the same error rejects the call, where it is heard
  }

  get state(): UpdateState {
    return this.#state
  }

  #become(state: UpdateState): UpdateState {
    this.#state = state
    this.#parts.changed(state)
    return state
  }

  /** Looks for an update, and fetches it when it is in order. Never rejects: what went wrong is a state. */
  async check(): Promise<UpdateState> {
    if (['checking', 'downloading', 'ready'].includes(this.#state.kind)) return this.#state
    this.#become({ kind: 'checking' })
    try {
      return await this.#look()
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException
      this.#parts.log(`update: ${code || message.slice(0, 200)}`)
      return this.#become(code === 'ERR_CHECKSUM_MISMATCH' ? { kind: 'refused', reason: 'other-file' } : { kind: 'unreachable' })
    }
  }

  async #look(): Promise<UpdateState> {
    const { updater, terms, log, patienceMs = 30_000 } = this.#parts
    const { channel } = terms()
    updater.channel = channel
    updater.allowDowngrade = false // after `channel`, whose setter turns it on
    updater.allowPrerelease = channel === 'beta'
    const found = await within(patienceMs, updater.checkForUpdates())
    if (!found) return this.#become({ kind: 'off' })
    if (!found.isUpdateAvailable) return this.#become({ kind: 'current' })
    const release = judgeOffer(found.updateInfo, terms())
    if (typeof release === 'string') {
      log(`update refused: ${release}`)
      return this.#become({ kind: 'refused', reason: release })
    }
    this.#accepted = release
    this.#become({ kind: 'downloading', version: release.version, percent: 0 })
    await updater.downloadUpdate()
    if (!listed(release, await hashOf(this.#file))) return this.#become({ kind: 'refused', reason: 'other-file' })
    updater.nativeUpdater?.checkForUpdates() // fetches from electron-updater, on this computer; at the app's end it would be too late
    return this.#become({ kind: 'ready', version: release.version, notes: release.releaseNotes })
  }

  /** Whether what lies ready may be installed now: another program may have changed the file since. */
  #stillGood(): boolean {
    const release = this.#accepted
    if (this.#state.kind !== 'ready' || !release) return false
    if (typeof judgeOffer(release, this.#parts.terms()) === 'string') return false
    const good = listed(release, createHash('sha512').update(readFileSync(this.#file)).digest('base64'))
    if (!good) this.#become({ kind: 'refused', reason: 'other-file' })
    return good
  }

  /** Ends the app, installs what is ready and starts it again. False when nothing is. */
  install(): boolean {
    if (!this.#stillGood()) return false
    this.#state = { kind: 'idle' } // the end of the app, which comes now, must not install a second time
    this.#parts.updater.quitAndInstall(true, true)
    return true
  }

  /** To be called when the app ends: installs what is ready, without starting it again. */
  installOnQuit(): boolean {
    if (!this.#stillGood()) return false
    const { updater } = this.#parts
    return updater.install ? updater.install(true, false) : true
  }
}

const listed = ({ files }: Release, sha512: string) => files.some((file) => file.sha512 === sha512)

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return hash.digest('base64')
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('the feed did not answer in time')), ms)))
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
