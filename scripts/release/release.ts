import { createHash, generateKeyPairSync } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { dump, load } from 'js-yaml'
import { signRelease } from '../electron/update/release.ts'

/**
 * `npm run release:keys -- --private <file outside of the repository>` makes a pair of keys: the private one goes into that file, the
 * public one into electron/update/release-keys.json. More than one may stand there, so that a key can be replaced.
 * `npm run release:sign -- --folder <release> --channel latest|beta --notes <file>` signs the feeds (latest*.yml, beta*.yml) of a folder with
 * the key in RELEASE_PRIVATE_KEY, after it has seen that each file there is what its feed says.
 */
const keysFile = resolve(import.meta.dirname, '../electron/update/release-keys.json')
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { private: { type: 'string' }, folder: { type: 'string' }, channel: { type: 'string' }, notes: { type: 'string' } },
})

if (positionals[0] === 'keys') makeKeys(required('private'))
else if (positionals[0] === 'sign') signFolder(required('folder'), required('channel'), required('notes'))
else fail('Say what to do: keys or sign.')

function makeKeys(file: string): void {
  const path = resolve(file)
  if (path.startsWith(resolve(import.meta.dirname, '..'))) fail('The private key must not lie in the repository.')
  if (existsSync(path)) fail(`${path} is there already.`)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
  const keys = JSON.parse(readFileSync(keysFile, 'utf8')) as string[]
  writeFileSync(keysFile, `${JSON.stringify([...keys, publicKey.export({ format: 'der', type: 'spki' }).toString('base64')], null, 2)}\n`)
  console.log(`The private key is in ${path}: keep it in the secret store of the release workflow, as RELEASE_PRIVATE_KEY. The public one is in electron/update/release-keys.json.`)
}

function signFolder(folder: string, channel: string, notesFile: string): void {
  const key = process.env.RELEASE_PRIVATE_KEY ?? fail('RELEASE_PRIVATE_KEY has no key.')
  const feeds = readdirSync(folder).filter((name) => name.startsWith(channel) && name.endsWith('.yml'))
  if (feeds.length === 0) fail(`No feed of the channel ${channel} in ${folder}.`)
  for (const name of feeds) {
    const feed = load(readFileSync(join(folder, name), 'utf8')) as { version: string; files: { url: string; sha512: string }[] }
    for (const { url, sha512 } of feed.files) {
      if (createHash('sha512').update(readFileSync(join(folder, url))).digest('base64') !== sha512) fail(`${url} is not the file that ${name} tells of.`)
    }
    const { version, files, releaseNotes, releaseChannel, signature } = signRelease(
      { version: feed.version, releaseChannel: channel, files: feed.files, releaseNotes: readFileSync(notesFile, 'utf8').trim() },
      key,
    )
    writeFileSync(join(folder, name), dump({ ...feed, version, files, releaseNotes, releaseChannel, signature }))
    console.log(`${name}: ${version}, ${files.length} files, signed for ${channel}`)
  }
}

function required(name: 'private' | 'folder' | 'channel' | 'notes'): string {
  return values[name] ?? fail(`--${name} is missing.`)
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
