import { readFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import vm from 'node:vm'
import { standardSchemes } from './addresses.ts'
import { host } from './host.ts'
import { isolatedWorld } from './page/isolated-world.ts'
import { mainWorld } from './page/main-world.ts'
import { makeCodec } from './page/wire-codec.ts'
import { makeBridge } from './page/world-bridge.ts'

/** The world that the preload runs in has the name that it has in Electron. */
export const isolatedName = 'Electron Isolated Context'
/** Names of the functions between host and preload; the page sees neither. */
export const bindingName = `${host.secret}b`

/** The script that begins the page's own world. */
export function mainScript(): string {
  const schemes = [...standardSchemes].map(([scheme, { allowServiceWorkers }]) => ({ scheme, allowServiceWorkers: Boolean(allowServiceWorkers) }))
  return `(${mainWorld})(${JSON.stringify({ secret: host.secret, schemes })}, ${makeBridge})\n//# sourceURL=electron-host:main`
}

/** The script that begins the preload's world; in subframes there is no preload unless the window wants it so. */
export function isolatedScript(preloadPath: string | undefined, preload: string | null, contentsId: number, inSubframes: boolean): string {
  const boot = {
    secret: host.secret,
    binding: bindingName,
    receiver: `${host.secret}r`,
    preloadPath: preloadPath ?? '',
    process: {
      type: 'renderer',
      sandboxed: true,
      contextIsolated: true,
      contextId: contentsId,
      platform: process.platform,
      arch: process.arch,
      versions: { ...process.versions },
      env: {},
      argv: [],
    },
  }
  const wanted = `window === window.top || ${inSubframes} ? ${preload ?? 'null'} : null`
  return `(${isolatedWorld})(${JSON.stringify(boot)}, ${wanted}, ${makeBridge}, ${makeCodec})\n//# sourceURL=electron-host:isolated`
}

/** The preload's file as a function's text. Throws when it cannot be read or is no script. */
export function readPreload(path: string): string {
  if (!isAbsolute(path)) throw new Error(`preload script must have absolute path: ${path}`)
  const text = `function(require,process,exports,module){${readFileSync(path, 'utf8')}\n}`
  void new vm.Script(`(${text})`, { filename: path })
  return text
}
