import type { App } from 'electron'
import type { ShellSettings } from '../../core/bridge/bridge.ts'
import type { ChannelArgs } from '../../core/bridge/channels.ts'
import type { Settings } from '../settings.ts'

type Login = Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>

/** What the settings page reads and changes. Electron knows no start at login on Linux. */
export function settingHandlers(settings: Settings, login: Login, platform: NodeJS.Platform, changed: () => void) {
  const read = (): ShellSettings => {
    const { language, channel } = settings.kept
    return { language, channel, startAtLogin: platform === 'linux' ? null : login.getLoginItemSettings().openAtLogin }
  }
  return {
    'settings:read': read,
    'settings:change'(...[{ startAtLogin, ...kept }]: ChannelArgs<'settings:change'>) {
      if (startAtLogin !== undefined && platform !== 'linux') login.setLoginItemSettings({ openAtLogin: startAtLogin })
      settings.change(kept)
      changed()
      return read()
    },
  }
}
