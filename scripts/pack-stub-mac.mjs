import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fuseWire } from './pack-stub.mjs'
import { top } from './run.mjs'

const plist = (name) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>${['CFBundleExecutable', 'CFBundleName', 'CFBundleIdentifier'].map((key) => `<key>${key}</key><string>${name}</string>`).join('')}</dict></plist>\n`

/** As `makeStub`, Electron's bundle for macOS: an application with its framework and helpers, and nothing in them. Gives its path. */
export function makeMacStub(folder) {
  const put = (path, content) => {
    mkdirSync(dirname(resolve(folder, path)), { recursive: true })
    writeFileSync(resolve(folder, path), content, { mode: 0o755 })
  }
  const contents = 'Electron.app/Contents'
  const framework = `${contents}/Frameworks/Electron Framework.framework`
  put('version', JSON.parse(readFileSync(resolve(top, 'node_modules/electron/package.json'), 'utf8')).version)
  put(`${contents}/Info.plist`, plist('Electron'))
  put(`${contents}/MacOS/Electron`, 'stub')
  for (const path of ['Electron Framework', 'Versions/A/Electron Framework']) put(`${framework}/${path}`, fuseWire())
  for (const language of ['en', 'es', 'fr']) put(`${framework}/Versions/A/Resources/${language}.lproj/locale.pak`, 'stub')
  for (const kind of ['', ' (GPU)', ' (Renderer)', ' (Plugin)']) {
    const helper = `Electron Helper${kind}`
    put(`${contents}/Frameworks/${helper}.app/Contents/Info.plist`, plist(helper))
    put(`${contents}/Frameworks/${helper}.app/Contents/MacOS/${helper}`, 'stub')
  }
  // The converter of icons is fetched when it is first needed; a ready icon needs none.
  put('stub.icns', Buffer.from('icns\0\0\0\x08', 'latin1'))
  return folder
}
