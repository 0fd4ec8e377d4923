import { createHash, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppImageUpdater } from 'electron-updater/out/AppImageUpdater.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { UpdateState } from '../../core/bridge/bridge.ts'
import { isSigned, signRelease, type Release } from './release.ts'
import { Feed, NodeExecutor } from './test-feed.ts'
import { Updates, type Updater } from './updates.ts'

/**
 * The real code of electron-updater against a feed that lies. Its install is the real one too: it replaces a file that stands for
 * the installed AppImage, so that what was installed is read from the disk.
 */
const key = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { public: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'), private: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string }
}
const [ours, another] = [key(), key()]
const sha512 = (bytes: Buffer) => createHash('sha512').update(bytes).digest('base64')
/** A program that ends at once: after an install electron-updater starts it. */
const program = (text: string) => Buffer.from(`#!/bin/sh\n# ${text}\nexit 0\n${'#'.repeat(20_000)}`)

let folder: string
let feed: Feed
const installed = () => join(folder, 'HotelCoupons.AppImage')

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hotel-coupons-update-'))
  writeFileSync(installed(), program('installed'), { mode: 0o755 })
  process.env.APPIMAGE = installed()
  feed = await Feed.open()
})
afterEach(async () => {
  await feed.close()
  delete process.env.APPIMAGE
  rmSync(folder, { recursive: true })
})

interface Copy {
  current?: string
  floor?: string
  channel?: 'latest' | 'beta'
}

function copyOfApp({ current = '1.2.0', floor = current, channel = 'latest' }: Copy = {}) {
  const cache = join(folder, 'cache')
  mkdirSync(cache, { recursive: true })
  writeFileSync(join(folder, 'app-update.yml'), 'updaterCacheDirName: updater')
  const adapter = {
    version: current,
    name: 'hotel-coupons',
    isPackaged: true,
    appUpdateConfigPath: join(folder, 'app-update.yml'),
    userDataPath: folder,
    baseCachePath: cache,
    whenReady: async () => {},
    relaunch: () => {},
    quit: () => {},
    onQuit: () => {},
  }
  const real = new AppImageUpdater({ provider: 'generic', url: feed.url, channel }, adapter)
  Object.assign(real, { httpExecutor: new NodeExecutor(), logger: null })
  real.setFeedURL({ provider: 'generic', url: feed.url, channel })
  const states: UpdateState[] = []
  const updates = new Updates({
    updater: real as unknown as Updater,
    terms: () => ({ current, floor, channel, publicKeys: [ours.public] }),
    changed: (state) => states.push(state),
    log: () => {},
    patienceMs: 1_500,
  })
  return { updates, states, real }
}

const release = (version: string, bytes: Buffer, more: Partial<Release> = {}): Omit<Release, 'signature'> => ({
  version,
  releaseChannel: 'latest',
  files: [{ url: `HotelCoupons-${version}.AppImage`, sha512: sha512(bytes) }],
  releaseNotes: 'Faster desk.',
  ...more,
})

/** Serves a release as the release tool would write it, or as an attacker would change it. */
function serve(told: object, bytes: Buffer, name = `HotelCoupons-${(told as { version: string }).version}.AppImage`) {
  feed.files.set('/latest-linux.yml', JSON.stringify(told)) // JSON is YAML
  feed.files.set(`/${name}`, bytes)
}

const fresh = program('1.3.0')
const evil = program('evil')
const untouched = () => expect(readFileSync(installed(), 'utf8')).toContain('# installed')

describe('an honest feed', () => {
  test('is installed when the app ends, and tells what is new', async () => {
    serve(signRelease(release('1.3.0', fresh), ours.private), fresh)
    const { updates, states } = copyOfApp()
    expect(await updates.check()).toEqual({ kind: 'ready', version: '1.3.0', notes: 'Faster desk.' })
    expect(states.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['checking', 'downloading', 'ready']))
    untouched()
    expect(updates.installOnQuit()).toBe(true)
    expect(readFileSync(installed(), 'utf8')).toContain('# 1.3.0')
  })

  test('that has nothing newer, or nothing at all, changes nothing and nags nobody', async () => {
    serve(signRelease(release('1.2.0', fresh), ours.private), fresh)
    expect(await copyOfApp().updates.check()).toEqual({ kind: 'current' })
    feed.files.clear()
    expect(await copyOfApp().updates.check()).toEqual({ kind: 'unreachable' })
    await feed.close()
    expect(await copyOfApp().updates.check()).toEqual({ kind: 'unreachable' })
  })

  test('may be rolled out to some first', async () => {
    const signed = signRelease(release('1.3.0', fresh), ours.private)
    serve({ ...signed, stagingPercentage: 0 }, fresh)
    expect(await copyOfApp().updates.check()).toEqual({ kind: 'current' })
    serve({ ...signed, stagingPercentage: 100 }, fresh)
    expect((await copyOfApp().updates.check()).kind).toBe('ready')
  })
})

type Attack = [name: string, expected: string, prepare: () => void, copy?: Copy]
const signed = (version = '1.3.0', bytes = fresh, more: Partial<Release> = {}) => signRelease(release(version, bytes, more), ours.private)

const attacks: Attack[] = [
  ['the file was swapped', 'other-file', () => serve(signed(), evil)],
  ['the manifest was swapped', 'unsigned', () => serve({ ...signed(), files: release('1.3.0', evil).files }, fresh)],
  ['file and manifest were both swapped', 'unsigned', () => serve({ ...signed(), files: release('1.3.0', evil).files }, evil)],
  ['an old build was relabelled', 'unsigned', () => serve({ ...signed('1.1.0', evil), version: '1.3.0', files: [{ url: 'HotelCoupons-1.3.0.AppImage', sha512: sha512(evil) }] }, evil)],
  ['another key signed it', 'unsigned', () => serve(signRelease(release('1.3.0', evil), another.private), evil)],
  ['the signature of another release was replayed', 'unsigned', () => serve({ ...release('1.3.0', evil), signature: signed('1.2.9').signature }, evil)],
  ['a release between was replayed to a copy that was set back', 'too-old', () => serve(signed('1.2.5'), fresh), { current: '1.2.0', floor: '1.3.0' }],
  ['an older release was replayed', 'current', () => serve(signed('1.1.0'), fresh)],
  ['nobody signed it', 'unsigned', () => serve(release('1.3.0', fresh), fresh)],
  ['the signature is empty', 'unsigned', () => serve({ ...release('1.3.0', fresh), signature: '' }, fresh)],
  ['a beta was put into the feed of releases', 'other-channel', () => serve(signed('1.3.0', fresh, { releaseChannel: 'beta' }), fresh)],
  ['its name leads out of the folder', 'bad-name', () => serve(signed('1.3.0', fresh, { files: [{ url: '../../HotelCoupons-1.3.0.AppImage', sha512: sha512(fresh) }] }), fresh)],
  ['its name leads to another server', 'bad-name', () => serve(signed('1.3.0', fresh, { files: [{ url: 'http://127.0.0.1:9/x.AppImage', sha512: sha512(fresh) }] }), fresh)],
  ['the version leads out of the folder', 'unreachable', () => serve(signed('1.3.0/../../x'), fresh)],
  ['the notes were changed', 'unsigned', () => serve({ ...signed(), releaseNotes: 'Call this number.' }, fresh)],
  ['a web installer was slipped in', 'unsigned', () => serve({ ...signed(), packages: { x64: { path: 'http://127.0.0.1:9/x' } } }, fresh)],
  ['the file was truncated', 'other-file', () => serve(signed(), fresh.subarray(0, 500))],
  ['the manifest was truncated', 'unreachable', () => feed.files.set('/latest-linux.yml', JSON.stringify(signed()).slice(0, 80))],
  ['the file is cut off on its way', 'unreachable', () => (serve(signed(), fresh), feed.cutOff.add('/HotelCoupons-1.3.0.AppImage'))],
  ['the feed drips and never ends', 'unreachable', () => (serve(signed(), fresh), feed.slow.add('/latest-linux.yml'))],
]

test('on macOS the system’s own updater is given what was accepted, and installs it when the app ends', async () => {
  serve(signRelease(release('1.3.0', fresh), ours.private), fresh)
  const asked: string[] = []
  const mac = (real: Updater) => Object.assign(real, { install: undefined, nativeUpdater: { checkForUpdates: () => asked.push('fetch') }, quitAndInstall: () => asked.push('quit') })
  const honest = copyOfApp()
  mac(honest.real as unknown as Updater)
  expect((await honest.updates.check()).kind).toBe('ready')
  expect([honest.updates.installOnQuit(), asked]).toEqual([true, ['fetch']])
  serve({ ...release('1.3.0', evil), signature: '' }, evil)
  const lied = copyOfApp()
  mac(lied.real as unknown as Updater)
  expect((await lied.updates.check()).kind).toBe('refused')
  expect([lied.updates.installOnQuit(), asked]).toEqual([false, ['fetch']])
})

describe('0 installed when', () => {
  test.each(attacks)('%s: %s', async (_name, expected, prepare, copy) => {
    prepare()
    const { updates } = copyOfApp(copy)
    const state = await updates.check()
    expect('reason' in state ? state.reason : state.kind).toBe(expected)
    expect([updates.install(), updates.installOnQuit()]).toEqual([false, false])
    untouched()
    if (expected !== 'other-file' && expected !== 'unreachable') expect(feed.asked.filter((path) => path.endsWith('.AppImage'))).toEqual([])
  })

  test('the file was exchanged between its download and the end of the app', async () => {
    serve(signed(), fresh)
    const { updates, real } = copyOfApp()
    expect((await updates.check()).kind).toBe('ready')
    const { installerPath } = real as unknown as { installerPath: string }
    writeFileSync(installerPath, evil)
    expect([updates.install(), updates.installOnQuit()]).toEqual([false, false])
    untouched()
  })

  test('electron-updater alone would have installed what was swapped together with its manifest', async () => {
    serve({ ...signed(), files: release('1.3.0', evil).files }, evil)
    const { real } = copyOfApp()
    await real.checkForUpdates()
    await real.downloadUpdate()
    real.install(true, false)
    expect(readFileSync(installed(), 'utf8')).toContain('# evil')
  })
})

test('another channel is looked at from the next check on, and never lets an older release in', async () => {
  const { updates, real } = copyOfApp({ channel: 'beta' })
  feed.files.set('/beta-linux.yml', JSON.stringify(signed('1.1.0', fresh, { releaseChannel: 'beta' })))
  expect(await updates.check()).toEqual({ kind: 'current' })
  expect(feed.asked).toEqual(['/beta-linux.yml'])
  expect([real.channel, real.allowDowngrade]).toEqual(['beta', false])
})

test('no key of the product accepts everything', () => {
  const keys = JSON.parse(readFileSync(join(import.meta.dirname, 'release-keys.json'), 'utf8')) as string[]
  expect(isSigned(signRelease(release('1.3.0', fresh), another.private), keys)).toBe(false)
  expect(readdirSync(import.meta.dirname).filter((name) => existsSync(name) && name.endsWith('.pem'))).toEqual([])
})
