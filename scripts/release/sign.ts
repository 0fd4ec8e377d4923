import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dump, load } from 'js-yaml'
import { judgeOffer, signRelease, type Release } from '../../electron/update/release.ts'
import { publicKeyOf } from './keys.ts'

interface Signing {
  folder: string
  channel: 'latest' | 'beta'
  notes: string
  /** In PEM. */
  privateKey: string
  /** Those that the apps trust. */
  publicKeys: readonly string[]
}

/** Signs the feeds of a channel, once each file beside them is what its feed says. Gives what was signed, one line per feed; all of them, or none. */
export function signFeeds({ folder, channel, notes, privateKey, publicKeys }: Signing): string[] {
  if (!publicKeys.includes(publicKeyOf(privateKey))) throw new Error('No copy of the app trusts this key: its public half is not in electron/update/release-keys.json.')
  const names = readdirSync(folder).filter((name) => name.startsWith(channel) && name.endsWith('.yml'))
  if (names.length === 0) throw new Error(`No feed of the channel ${channel} in ${folder}.`)
  const signed = names.map((name) => {
    const feed = load(readFileSync(join(folder, name), 'utf8')) as Pick<Release, 'version' | 'files'>
    compareFiles(folder, name, feed.files)
    const release = { ...feed, ...signRelease({ version: feed.version, releaseChannel: channel, files: feed.files, releaseNotes: notes.trim() }, privateKey) }
    const verdict = judgeOffer(release, { current: '0.0.0', floor: '0.0.0', channel, publicKeys })
    if (typeof verdict === 'string') throw new Error(`The apps would refuse ${name}: ${verdict}.`)
    return { name, release }
  })
  for (const { name, release } of signed) writeFileSync(join(folder, name), dump(release))
  return signed.map(({ name, release }) => `${name}: ${release.version}, ${release.files.length} files, signed for ${channel}`)
}

function compareFiles(folder: string, name: string, files: Release['files']): void {
  for (const { url, sha512 } of files) {
    if (createHash('sha512').update(readFileSync(join(folder, url))).digest('base64') !== sha512) throw new Error(`${url} is not the file that ${name} tells of.`)
  }
}
