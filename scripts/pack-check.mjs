import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, resolve } from 'node:path'
import asar from '@electron/asar'
import fuses from '@electron/fuses'
import { MacUpdater } from 'electron-updater/out/MacUpdater.js'
import { load } from 'js-yaml'
import { build } from './build.mjs'
import { makeMacStub } from './pack-stub-mac.mjs'
import { makeStub } from './pack-stub.mjs'
import { run, tool, top } from './run.mjs'

const { extractFile, getRawHeader, listPackage } = asar
const { FuseV1Options, getCurrentFuseWire } = fuses

/** `npm run pack:check`: packs as a release does, up to the installer, on any machine, and looks at what came out. */
const place = mkdtempSync(resolve(tmpdir(), 'hotel-coupons-pack-'))
const sevenZip = findSevenZip()
let failed = 0

try {
  if (!(await build())) process.exit(1)
  const stub = await makeStub(resolve(place, 'electron'))
  if (await pack('--linux', stub, ['dir', '--x64'])) await inspect(resolve(place, '--linux/linux-unpacked'))
  // electron-builder packs for macOS everywhere but on Windows.
  if (process.platform !== 'win32') await checkMac(makeMacStub(resolve(place, 'electron-mac')))
} finally {
  rmSync(place, { recursive: true, force: true })
}
console.log(failed === 0 ? 'The package is as it should be.' : `${failed} checks failed.`)
process.exitCode = failed === 0 ? 0 : 1

/** Packs for one system with a stub in Electron's place. False when that fails. */
async function pack(system, stub, target, more = []) {
  const args = [system, ...target, '--publish', 'never', `--config.electronDist=${stub}`, `--config.directories.output=${resolve(place, system)}`, ...more]
  const env = { UPDATE_FEED_URL: 'https://updates.example.org/', CSC_IDENTITY_AUTO_DISCOVERY: 'false', ...(sevenZip && { ELECTRON_BUILDER_7ZIP_PATH: sevenZip }) }
  const { code, output } = await run(tool('electron-builder/cli.js'), args, { quiet: true, env })
  check(`electron-builder packs ${system}`, code === 0, output)
  return code === 0
}

async function checkMac(stub) {
  const { mac } = load(readFileSync(resolve(top, 'electron-builder.yml'), 'utf8'))
  check('macOS: every package is made for both chips', mac.target.every(({ arch }) => arch.toSorted().join() === 'arm64,x64'), JSON.stringify(mac.target))
  const target = [sevenZip ? 'zip' : 'dir', '--x64', '--arm64']
  if (!(await pack('--mac', stub, target, ['--config.mac.notarize=false', `--config.mac.icon=${resolve(stub, 'stub.icns')}`]))) return
  for (const folder of ['mac', 'mac-arm64']) await inspectMac(resolve(place, '--mac', folder, 'Hotel Coupons.app'))
  if (sevenZip) checkMacFeed(resolve(place, '--mac/latest-mac.yml'))
  else console.log('  The feed for macOS was not looked at: there is no 7za here to make its archives with.')
}

/** What macOS starts by: the archive's header must have the hash that stands in Info.plist, or Electron ends at once. */
async function inspectMac(bundle) {
  const plist = readFileSync(resolve(bundle, 'Contents/Info.plist'), 'utf8')
  const told = /<key>Resources\/app\.asar<\/key>\s*<dict>\s*<key>algorithm<\/key>\s*<string>SHA256<\/string>\s*<key>hash<\/key>\s*<string>(\w+)</.exec(plist)?.[1]
  const found = headerHash(resolve(bundle, 'Contents/Resources/app.asar'))
  check('macOS: the hash in Info.plist is the header’s', told === found, `${told} in Info.plist, ${found} of the header`)
  const wire = await getCurrentFuseWire(bundle)
  check('macOS: the fuse that asks for it is on', wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation] === '1'.charCodeAt(0))
  check('macOS: it says why it wants the camera, and knows its links', /NSCameraUsageDescription/.test(plist) && /<string>hotel-coupons<\/string>/.test(plist))
}

/** Of one feed, the updater itself takes for each chip the archive that was made for it. */
function checkMacFeed(file) {
  const { files } = load(readFileSync(file, 'utf8'))
  const offered = files.map((info) => ({ info, url: new URL(info.url, 'https://updates.example.org/') }))
  for (const [chip, isArm] of [['x64', false], ['arm64', true]]) {
    const taken = MacUpdater.filterFilesForArch(offered, isArm).map(({ info }) => info.url)
    check(`macOS: an update for ${chip} is the archive for ${chip}`, taken.length === 1 && taken[0].endsWith(`-mac-${chip}.zip`), taken.join(', '))
  }
}

/** An unpacker that electron-builder would otherwise fetch. */
function findSevenZip() {
  const names = process.platform === 'win32' ? ['7za.exe', '7z.exe'] : ['7za', '7zz', '7z']
  const folders = (process.env.PATH ?? '').split(delimiter)
  return process.env.ELECTRON_BUILDER_7ZIP_PATH ?? folders.flatMap((folder) => names.map((name) => resolve(folder, name))).find((path) => existsSync(path))
}

function headerHash(archive) {
  return createHash('sha256').update(getRawHeader(archive).headerString).digest('hex')
}

async function inspect(folder) {
  const archive = resolve(folder, 'resources/app.asar')
  const files = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'))
  const names = files.filter((path) => /\.\w+$/.test(path))
  const kinds = [...new Set(names.map((path) => /\.(\w+)$/.exec(path)?.[1]))]

  check('main, preload, page and tray are there', ['/dist/electron/main.js', '/dist/electron/preload.cjs', '/dist/console/index.html', '/dist/electron/icons/tray.png'].every((path) => files.includes(path)))
  const outside = files.filter((path) => !/^\/(package\.json|dist|dist\/(electron|console)(\/.*)?|node_modules(\/.*)?)$/.test(path))
  check('nothing else of ours is', outside.length === 0, outside.join('\n'))
  const packages = [...new Set(files.flatMap((path) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []))].filter((name) => !name.startsWith('.') && !/^@[^/]+$/.test(name))
  const allowed = closure(['electron-log', 'electron-updater'])
  check('only the packages that the shell requires', packages.every((name) => allowed.has(name)), packages.filter((name) => !allowed.has(name)).join(', '))
  const wrong = files.filter((path) => /\.(map|ts|mts|cts|tsx|vue|pem|key|env|log|test\.\w+|spec\.\w+)$/.test(path) || /\/(tests?|__tests__)\//.test(path))
  check('no source maps, sources, tests, keys', wrong.length === 0, wrong.join('\n'))
  const telling = names.filter((path) => /^\/dist\/.*\.(js|cjs|json|html)$/.test(path) && /sourceMappingURL=|PRIVATE KEY|service_role/.test(textOf(archive, path)))
  check('nor a word of them', telling.length === 0, telling.join('\n'))

  const changed = names.filter((path) => {
    const { integrity } = asar.statFile(archive, path.slice(1))
    return integrity && integrity.hash !== createHash('sha256').update(extractFile(archive, path.slice(1))).digest('hex')
  })
  const bare = names.filter((path) => asar.statFile(archive, path.slice(1)).size > 0 && !asar.statFile(archive, path.slice(1)).integrity)
  check('every file has its hash in the header, and is that file', changed.length + bare.length === 0, [...changed, ...bare].join('\n'))
  check('the main script is the one that package.json names', JSON.parse(textOf(archive, '/package.json')).main === 'dist/electron/main.js')

  const executable = resolve(folder, 'hotel-coupons')
  const wire = await getCurrentFuseWire(executable)
  const wanted = {
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  }
  for (const [name, on] of Object.entries(wanted)) check(`fuse ${name} is ${on ? 'on' : 'off'}`, wire[FuseV1Options[name]] === (on ? '1' : '0').charCodeAt(0), String(wire[FuseV1Options[name]]))

  const feed = load(readFileSync(resolve(folder, 'resources/app-update.yml'), 'utf8'))
  check('the update feed is ours, over HTTPS', feed.provider === 'generic' && feed.url === 'https://updates.example.org/' && feed.channel === 'latest', JSON.stringify(feed))
  check('of the languages only those that are spoken', readdirSync(resolve(folder, 'locales')).toSorted().join() === 'en-US.pak,es.pak')
  console.log(`  ${names.length} files of the kinds ${kinds.toSorted().join(', ')}; ${packages.length} packages; header sha256 ${headerHash(archive).slice(0, 16)}…`)
}

/** These packages and all that they depend on. */
function closure(roots) {
  const found = new Set()
  const add = (name) => {
    const file = resolve(top, 'node_modules', name, 'package.json')
    if (found.has(name) || !existsSync(file)) return
    found.add(name)
    Object.keys(JSON.parse(readFileSync(file, 'utf8')).dependencies ?? {}).forEach(add)
  }
  roots.forEach(add)
  return found
}

function textOf(archive, path) {
  return extractFile(archive, path.slice(1)).toString('utf8')
}

function check(what, holds, detail = '') {
  console.log(`${holds ? '✓' : '✗'} ${what}`)
  if (holds) return
  failed += 1
  if (detail) console.log(String(detail).slice(-2_000))
}
