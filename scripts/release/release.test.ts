import { createHash, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dump, load } from 'js-yaml'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { judgeOffer } from '../../electron/update/release.ts'
import { makeKeys, publicKeyOf, publicKeysIn } from './keys.ts'
import { notesOf } from './notes.ts'
import { signFeeds } from './sign.ts'

let folder: string
const at = (path: string) => join(folder, path)
const places = () => ({ repository: at('coupons'), keysFile: at('coupons/release-keys.json') })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotel-coupons-release-'))
  for (const path of ['coupons/scripts', 'release', 'safe']) mkdirSync(at(path), { recursive: true })
  writeFileSync(places().keysFile, '[]\n')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a pair of keys', () => {
  test('the private one is for its owner alone, the public one is added to those there are', () => {
    const [one, two] = [makeKeys(at('safe/one.pem'), places()), makeKeys(at('safe/two.pem'), places())]
    expect(publicKeysIn(places().keysFile)).toEqual([one, two].map((path) => publicKeyOf(readFileSync(path, 'utf8'))))
    if (process.platform !== 'win32') expect(statSync(one).mode & 0o777).toBe(0o600)
  })

  test.each(['coupons/release.pem', 'coupons/scripts/release.pem', 'safe/../coupons/release.pem', 'way-in/release.pem', 'coupons'])('%s lies in the repository: refused', (path) => {
    symlinkSync(at('coupons/scripts'), at('way-in'), 'junction')
    expect(() => makeKeys(at(path), places())).toThrow('must not lie in the repository')
    expect(readdirSync(at('coupons'), { recursive: true }).toSorted()).toEqual(['release-keys.json', 'scripts'])
    expect(publicKeysIn(places().keysFile)).toEqual([])
  })

  test('the same holds where the repository itself is reached by a link', () => {
    symlinkSync(at('coupons'), at('work'), 'junction')
    expect(() => makeKeys(at('coupons/release.pem'), { ...places(), repository: at('work') })).toThrow('must not lie in the repository')
  })

  test.each(['coupons-release.pem', '..release.pem', 'coupons/../coupons-2.pem', 'safe/release.pem'])('%s lies beside it: taken', (path) => {
    expect(existsSync(makeKeys(at(path), places()))).toBe(true)
  })

  test('what is there already stays, a link too, and wherever it leads', () => {
    writeFileSync(at('safe/mine.pem'), 'mine')
    if (process.platform !== 'win32') symlinkSync(at('coupons/gone.pem'), at('safe/link.pem'))
    for (const path of readdirSync(at('safe'))) expect(() => makeKeys(at(`safe/${path}`), places()), path).toThrow('is there already')
    expect(readFileSync(at('safe/mine.pem'), 'utf8')).toBe('mine')
    expect([existsSync(at('coupons/gone.pem')), publicKeysIn(places().keysFile)]).toEqual([false, []])
    expect(() => makeKeys(at('nowhere/release.pem'), places())).toThrow('There is no folder')
  })
})

describe('a signed release', () => {
  const files = { 'HotelCoupons-1.3.0.AppImage': 'a program', 'HotelCoupons-1.3.0.zip': 'another' }
  const sha512 = (text: string) => createHash('sha512').update(text).digest('base64')
  const feedOf = (...names: (keyof typeof files)[]) => ({ version: '1.3.0', path: names[0], files: names.map((url) => ({ url, sha512: sha512(files[url]), size: files[url].length })), releaseDate: '2026-11-24' })
  const read = (name: string) => load(readFileSync(at(`release/${name}`), 'utf8')) as object
  const terms = (channel: 'latest' | 'beta') => ({ current: '1.2.0', floor: '1.2.0', channel, publicKeys: publicKeysIn(places().keysFile) })
  const sign = (privateKey: string, channel: 'latest' | 'beta' = 'latest') =>
    signFeeds({ folder: at('release'), channel, notes: 'Más rápido: «sí».\n', privateKey, publicKeys: publicKeysIn(places().keysFile) })
  let key: string

  beforeEach(() => {
    key = readFileSync(makeKeys(at('safe/release.pem'), places()), 'utf8')
    for (const [name, text] of Object.entries(files)) writeFileSync(at(`release/${name}`), text)
    writeFileSync(at('release/latest-linux.yml'), dump(feedOf('HotelCoupons-1.3.0.AppImage')))
    writeFileSync(at('release/latest-mac.yml'), dump(feedOf('HotelCoupons-1.3.0.zip')))
  })

  test('is one that the app accepts, with all that its feed said', () => {
    expect(sign(key)).toHaveLength(2)
    for (const name of ['latest-linux.yml', 'latest-mac.yml']) expect(judgeOffer(read(name), terms('latest')), name).toMatchObject({ version: '1.3.0', releaseNotes: 'Más rápido: «sí».' })
    expect(read('latest-linux.yml')).toMatchObject(feedOf('HotelCoupons-1.3.0.AppImage'))
    expect(judgeOffer({ ...read('latest-linux.yml'), version: '1.4.0' }, terms('latest'))).toBe('unsigned')
    expect(judgeOffer(read('latest-linux.yml'), terms('beta'))).toBe('other-channel')
  })

  test('may be signed by each of several keys, and anew', () => {
    const second = readFileSync(makeKeys(at('safe/second.pem'), places()), 'utf8')
    sign(second)
    sign(key)
    expect(judgeOffer(read('latest-mac.yml'), terms('latest'))).toMatchObject({ version: '1.3.0' })
  })

  const foreign = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
  test.each<[string, string, () => unknown]>([
    ['a key that no copy trusts', 'No copy of the app trusts this key', () => sign(foreign)],
    ['what is no key', 'no private key in PEM', () => sign('sb_secret_x')],
    ['a file that is not what its feed says', 'not the file that latest-mac.yml tells of', () => (writeFileSync(at('release/HotelCoupons-1.3.0.zip'), 'swapped'), sign(key))],
    ['a file that is not there', 'ENOENT', () => (rmSync(at('release/HotelCoupons-1.3.0.zip')), sign(key))],
    ['a name that the app would refuse', 'would refuse latest-mac.yml: bad-name', () => (writeFileSync(at('release/latest-mac.yml'), dump({ version: '1.3.0', files: [{ url: '../release/HotelCoupons-1.3.0.zip', sha512: sha512('another') }] })), sign(key))],
    ['a channel without a feed', 'No feed of the channel beta', () => sign(key, 'beta')],
  ])('%s: nothing is signed', (_what, why, attempt) => {
    const before = readFileSync(at('release/latest-linux.yml'), 'utf8')
    expect(attempt).toThrow(why)
    expect(readFileSync(at('release/latest-linux.yml'), 'utf8')).toBe(before)
  })
})

describe('what is new', () => {
  const changelog = '# Changelog\n\n## Unreleased\n\n- Not yet.\n\n## 1.3.0 · 2026-11-24\n\n### Desk\n\n- A code is judged **while** you type,\n  and `offline` too.\n- Reports ([how](docs/x.md)).\n\n## 1.3.0-beta.1\n\n- Tried.\n\n## 1.2.0\n'

  test('is the section of the version, as text', () => {
    expect(notesOf(changelog, '1.3.0')).toBe('Desk\n\n• A code is judged while you type, and offline too.\n• Reports (how).')
    expect(notesOf(changelog, '1.3.0-beta.1')).toBe('• Tried.')
  })

  test.each(['1.2.0', '1.3', '11.3.0', '1.4.0'])('%s has none: no release', (version) => {
    expect(() => notesOf(changelog, version)).toThrow(`no section “## ${version}”`)
  })
})
