import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makeKeys, publicKeysIn } from './keys.ts'
import { notesOf } from './notes.ts'
import { signFeeds } from './sign.ts'

/**
 * `npm run release:keys -- --private <file outside of the repository>` makes a pair of keys: the private one goes into that file, the
 * public one into electron/update/release-keys.json. More than one may stand there, so that a key can be replaced.
 * `npm run release:sign -- --folder <release> --channel latest|beta --notes <file>` signs the feeds (latest*.yml, beta*.yml) of a folder with
 * the key in RELEASE_PRIVATE_KEY, after it has seen that each file there is what its feed says.
 * `npm run --silent release:notes` prints what the changelog says of the version in package.json, as the app shows it.
 */
const repository = resolve(import.meta.dirname, '../..')
const keysFile = resolve(repository, 'electron/update/release-keys.json')
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { private: { type: 'string' }, folder: { type: 'string' }, channel: { type: 'string' }, notes: { type: 'string' } },
})

try {
  if (positionals[0] === 'keys') keys()
  else if (positionals[0] === 'sign') sign()
  else if (positionals[0] === 'notes') notes()
  else throw new Error('Say what to do: keys, sign or notes.')
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}

function keys(): void {
  const path = makeKeys(required('private'), { repository, keysFile })
  console.log(`The private key is in ${path}: keep it in the secret store of the release workflow, as RELEASE_PRIVATE_KEY. The public one is in electron/update/release-keys.json.`)
}

function sign(): void {
  const channel = required('channel')
  if (channel !== 'latest' && channel !== 'beta') throw new Error('--channel is latest or beta.')
  const privateKey = process.env.RELEASE_PRIVATE_KEY
  if (!privateKey) throw new Error('RELEASE_PRIVATE_KEY has no key.')
  const signed = signFeeds({ folder: required('folder'), channel, notes: readFileSync(required('notes'), 'utf8'), privateKey, publicKeys: publicKeysIn(keysFile) })
  console.log(signed.join('\n'))
}

function notes(): void {
  const { version } = JSON.parse(readFileSync(resolve(repository, 'package.json'), 'utf8')) as { version: string }
  console.log(notesOf(readFileSync(resolve(repository, 'CHANGELOG.md'), 'utf8'), version))
}

function required(name: 'private' | 'folder' | 'channel' | 'notes'): string {
  const value = values[name]
  if (!value) throw new Error(`--${name} is missing.`)
  return value
}
