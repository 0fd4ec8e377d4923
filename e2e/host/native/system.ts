import { EventEmitter } from 'node:events'
import { strict } from '../strict.ts'

const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  scaleFactor: 1,
}

/** One screen of ordinary size. */
export const screen = strict(
  'screen',
  Object.assign(new EventEmitter(), { getPrimaryDisplay: () => display, getAllDisplays: () => [display], getDisplayMatching: () => display }),
)

/** Never sleeps by itself; a story emits `resume` and the like. */
export const powerMonitor = strict('powerMonitor', Object.assign(new EventEmitter(), { getSystemIdleState: () => 'active', isOnBatteryPower: () => false }))

/** Squirrel, which electron-updater wants on macOS alone. */
export const autoUpdater = strict('autoUpdater', new EventEmitter())

/** Theme of the system; a story may emit `updated`. */
export const nativeTheme = strict('nativeTheme', Object.assign(new EventEmitter(), { themeSource: 'system', shouldUseDarkColors: false }))

/** Opens nothing; a story puts its own function in place. */
export const shell = strict('shell', {
  openExternal: (url: string) => Promise.reject(new Error(`[electron-host] shell.openExternal(${new URL(url).origin}) and no story watched it`)),
  openPath: (path: string) => Promise.reject(new Error(`[electron-host] shell.openPath(${path}) and no story watched it`)),
  showItemInFolder: (path: string) => {
    throw new Error(`[electron-host] shell.showItemInFolder(${path}) and no story watched it`)
  },
})
