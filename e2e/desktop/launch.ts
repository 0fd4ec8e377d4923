import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test'
import { runtime } from './runtime.ts'

const top = resolve(import.meta.dirname, '../..')
/** The app that the stories start: the built one of this repository, or another folder's. */
export const appFolder = process.env.DESKTOP_APP ?? top

/** What main must never print: something thrown that nobody caught, a preload that is not there, Electron that the host lacks. */
const grave = /Uncaught Exception|UnhandledPromiseRejection|Unable to load preload script|\[electron-host\]/

/** A server at which nobody answers: enough for what the shell does by itself. */
export const nobody = { SUPABASE_URL: 'http://127.0.0.1:9', SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_0123456789abcdefghij' }

export interface LaunchOptions {
  app?: string
  args?: string[]
  env?: Record<string, string>
}

export interface Desktop {
  app: ElectronApplication
  page: Page
}

/** A folder of its own in which the app is started as often as a story wants. */
export class Desk {
  readonly trouble: string[] = []
  readonly #apps: ElectronApplication[] = []
  profile = ''

  static async open(): Promise<Desk> {
    const desk = new Desk()
    desk.profile = await mkdtemp(join(tmpdir(), 'hotel-coupons-desk-'))
    return desk
  }

  /** Starts the app with this folder and gives its window's page once it shows the console. */
  async launch({ app: folder = appFolder, args = [], env = nobody }: LaunchOptions = {}): Promise<Desktop> {
    const { executablePath, env: own } = await runtime()
    const app = await _electron.launch({
      executablePath,
      cwd: top,
      args: [folder, `--user-data-dir=${this.profile}`, ...args],
      env: { ...(process.env as Record<string, string>), ...own, ...env },
    })
    this.#apps.push(app)
    app.process().stderr?.on('data', (chunk: Buffer) => {
      if (grave.test(String(chunk))) this.trouble.push(String(chunk).slice(0, 500))
    })
    const page = await app.firstWindow()
    await page.waitForURL(/^app:/)
    await page.waitForLoadState()
    return { app, page }
  }

  /** Ends what still runs, forgets the folder, and expects that main had no trouble. */
  async close(): Promise<void> {
    for (const app of this.#apps) await app.close().catch(() => {}) // one that a story ended itself
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 })
    expect(this.trouble, 'errors in main that nobody caught').toEqual([])
  }
}
