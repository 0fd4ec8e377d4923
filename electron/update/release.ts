import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { UpdateChannel, UpdateRefusal } from '../../core/bridge/bridge.ts'
import { compareVersions, isVersion } from './version.ts'

/**
 * A release as its feed tells of it. The updater's own checksum stands in the same feed as the file, so who can change one can change
 * both. What is installed is therefore signed apart: version, channel, files with their checksums, and the notes that are shown.
 */
export interface Release {
  version: string
  releaseChannel: string
  files: { url: string; sha512: string }[]
  releaseNotes: string
  /** Ed25519, base64. */
  signature: string
}

/** A file beside the feed: a name and nothing that leads elsewhere. */
const fileName = /^[A-Za-z0-9](?:[A-Za-z0-9_-]|[.](?![.])){0,120}$/

/** The bytes that a release's signature stands over. */
function signedText({ version, releaseChannel, files, releaseNotes }: Omit<Release, 'signature'>): Buffer {
  const listed = files.map(({ url, sha512 }) => [url, sha512])
  return Buffer.from(JSON.stringify(['hotel-coupons release 1', releaseChannel, version, listed, releaseNotes]))
}

/** Signs a release with a private key in PEM. */
export function signRelease(release: Omit<Release, 'signature'>, privateKey: string): Release {
  return { ...release, signature: sign(null, signedText(release), createPrivateKey(privateKey)).toString('base64') }
}

/** Whether one of the public keys (SPKI, base64) signed it. */
export function isSigned(release: Release, publicKeys: readonly string[]): boolean {
  const text = signedText(release)
  const signature = Buffer.from(release.signature, 'base64')
  return publicKeys.some((key) => verify(null, text, createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }), signature))
}

/** What this copy of the app accepts. `floor` is the highest version that ever ran here. */
export interface Terms {
  current: string
  floor: string
  channel: UpdateChannel
  publicKeys: readonly string[]
}

/** Judges what a feed offers, before a byte of it is fetched: the release where all is in order, else why not. */
export function judgeOffer(offer: unknown, { current, floor, channel, publicKeys }: Terms): Release | UpdateRefusal {
  const release = shaped(offer)
  if (!release) return 'unsigned'
  if (release.files.some(({ url }) => !fileName.test(url))) return 'bad-name'
  if (!isSigned(release, publicKeys)) return 'unsigned'
  if (release.releaseChannel !== channel) return 'other-channel'
  if (compareVersions(release.version, current) <= 0 || compareVersions(release.version, floor) < 0) return 'too-old'
  return release
}

/** The parts of a feed that count, or null where one is missing or of another kind. A part that the signature does not cover must not be there. */
function shaped(offer: unknown): Release | null {
  const { version, releaseChannel, files, releaseNotes, signature, packages } = (offer ?? {}) as Record<string, unknown>
  const texts = [version, releaseChannel, releaseNotes, signature]
  if (texts.some((text) => typeof text !== 'string') || packages !== undefined) return null
  if (!isVersion(version as string) || !Array.isArray(files) || files.length === 0) return null
  const listed = files.map((file: { url?: unknown; sha512?: unknown } | null) => ({ url: file?.url, sha512: file?.sha512 }))
  if (listed.some(({ url, sha512 }) => typeof url !== 'string' || typeof sha512 !== 'string')) return null
  return { version, releaseChannel, releaseNotes, signature, files: listed } as Release
}
