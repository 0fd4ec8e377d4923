import type { UpdateState } from '../../core/bridge/bridge.ts'
import type { Settings } from '../settings.ts'
import { raiseFloor } from './floor.ts'
import releaseKeys from './release-keys.json' with { type: 'json' }
import type { Terms } from './release.ts'
import { Updates, type Updater } from './updates.ts'

/** The first look comes when the desk has begun its work, the others while it stays open. */
const firstMs = 60_000
const everyMs = 4 * 3_600_000

interface Parts {
  version: string
  packaged: boolean
  env: NodeJS.ProcessEnv
  settings: Settings
  /** Where the highest version that ever ran here is noted. */
  newestFile: string
  changed: (state: UpdateState) => void
  log: (message: string) => void
}

/** What the shell needs of updates; where there can be none, all of it says so. */
export interface UpdateService {
  state(): UpdateState
  check(): Promise<UpdateState>
  install(): boolean
  installOnQuit(): boolean
}

const none: UpdateService = { state: () => ({ kind: 'off' }), check: async () => ({ kind: 'off' }), install: () => false, installOnQuit: () => false }

/** Begins to look for updates, if this copy is one that can be replaced. The highest version that ever ran here never falls. */
export async function startUpdates({ version, packaged, env, settings, newestFile, changed, log }: Parts): Promise<UpdateService> {
  const floor = raiseFloor(newestFile, version, log)
  // Only a copy that runs from its sources may be told by its environment where to look, and whom to trust.
  const trial = packaged ? undefined : env.HOTEL_COUPONS_UPDATE_CONFIG
  const publicKeys: string[] = trial ? [env.HOTEL_COUPONS_RELEASE_KEY ?? ''] : releaseKeys
  if (publicKeys.length === 0 || !(packaged || trial)) return none
  const { default: updater } = await import('electron-updater')
  const { autoUpdater } = updater
  autoUpdater.logger = { info: () => {}, warn: log, error: log }
  if (trial) Object.assign(autoUpdater, { forceDevUpdateConfig: true, updateConfigPath: trial })
  const terms = (): Terms => ({ current: version, floor, channel: settings.kept.channel, publicKeys })
  const updates = new Updates({ updater: autoUpdater as Updater, terms, changed, log })
  setTimeout(() => void updates.check(), firstMs).unref()
  setInterval(() => void updates.check(), everyMs).unref()
  return { state: () => updates.state, check: () => updates.check(), install: () => updates.install(), installOnQuit: () => updates.installOnQuit() }
}
