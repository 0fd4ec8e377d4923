import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'

/** Where the keys of a release are: its public ones in a file of the repository, its private one nowhere in it. */
export interface KeyPlaces {
  repository: string
  keysFile: string
}

/** Makes a pair of keys: the private one goes into a new file outside of the repository, the public one to those there are. Gives the file's path. */
export function makeKeys(file: string, { repository, keysFile }: KeyPlaces): string {
  const path = placed(file)
  if (isWithin(realpathSync(repository), path)) throw new Error(`The private key must not lie in the repository, as ${path} does.`)
  const known = publicKeysIn(keysFile)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  writeNew(path, privateKey.export({ format: 'pem', type: 'pkcs8' }))
  writeFileSync(keysFile, `${JSON.stringify([...known, shown(publicKey)], null, 2)}\n`)
  return path
}

/** The public half of a private key in PEM, as it stands in the repository: SPKI, base64. */
export function publicKeyOf(privateKey: string): string {
  try {
    return shown(createPublicKey(createPrivateKey(privateKey)))
  } catch {
    throw new Error('RELEASE_PRIVATE_KEY is no private key in PEM.')
  }
}

/** The public keys that the apps trust. */
export function publicKeysIn(keysFile: string): string[] {
  return JSON.parse(readFileSync(keysFile, 'utf8')) as string[]
}

const shown = (key: KeyObject) => key.export({ format: 'der', type: 'spki' }).toString('base64')

/** Where a file would really lie, whatever links lead there. */
function placed(file: string): string {
  const folder = dirname(resolve(file))
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`)
  return join(realpathSync(folder), basename(file))
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(join('..', '/')) && !isAbsolute(way)
}

/** Writes what only its owner may read. A file or a link that is there already stays as it is. */
function writeNew(path: string, text: string | Buffer): void {
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? new Error(`${path} is there already.`) : error
  }
}
