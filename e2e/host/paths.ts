import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

/** Electron's named folders, beneath the user's folder that the command line or the name of the app gives. */
export function pathOf(name: string, appName: string, userData: string | null): string {
  const home = homedir()
  const appData = process.env.XDG_CONFIG_HOME ?? join(home, '.config')
  const user = userData ?? join(appData, appName)
  const places: Record<string, string> = {
    home,
    appData,
    temp: tmpdir(),
    exe: process.execPath,
    userData: user,
    sessionData: user,
    logs: join(user, 'logs'),
    crashDumps: join(user, 'Crashpad'),
    desktop: join(home, 'Desktop'),
    documents: join(home, 'Documents'),
    downloads: join(home, 'Downloads'),
  }
  const place = places[name]
  if (!place) throw new Error(`Failed to get '${name}' path`)
  return place
}
