import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import asar from '@electron/asar'
import fuses from '@electron/fuses'
import { top } from './run.mjs'

const { FuseV1Options } = fuses

/** The bytes by which Electron's fuses are found in its executable (https://www.electronjs.org/docs/latest/tutorial/fuses). */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** A wire of all fuses, none of them set. */
export function fuseWire() {
  const count = Object.values(FuseV1Options).filter((option) => typeof option === 'number').length
  return Buffer.concat([Buffer.from(sentinel), Buffer.from([1, count]), Buffer.from(`${'0'.repeat(count)}\n`)])
}

/**
 * A folder that stands for Electron's own distribution where that cannot be had: files of its names, and an executable with nothing but
 * a fuse wire in it, so that the real packing code has something to copy, flip and read. Gives its path.
 */
export async function makeStub(folder) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(resolve(folder, 'resources'), { recursive: true })
  mkdirSync(resolve(folder, 'locales'))
  const { version } = JSON.parse(readFileSync(resolve(top, 'node_modules/electron/package.json'), 'utf8'))
  writeFileSync(resolve(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n#'), fuseWire()]))
  chmodSync(resolve(folder, 'electron'), 0o755)
  writeFileSync(resolve(folder, 'version'), version)
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'chrome_crashpad_handler', 'icudtl.dat', 'resources.pak', 'locales/en-US.pak', 'locales/es.pak', 'locales/fr.pak']) {
    writeFileSync(resolve(folder, name), 'stub')
  }
  const app = resolve(folder, '.default-app')
  mkdirSync(app)
  writeFileSync(resolve(app, 'main.js'), '')
  await asar.createPackage(app, resolve(folder, 'resources/default_app.asar'))
  rmSync(app, { recursive: true })
  return folder
}
