import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bareApp } from '../app.ts'
import { host } from '../host.ts'
import { strict } from '../strict.ts'

/** `none` or `basic_text` in ELECTRON_HOST_SAFE_STORAGE play a system without a key store. */
const backend = () => process.env.ELECTRON_HOST_SAFE_STORAGE ?? 'gnome_libsecret'
const prefix = 'v10'
const wrong = (text: string) => new Error(`Error while decrypting the ciphertext provided to safeStorage.decryptString.${text}`)

/** Real encryption under a key in the profile, where Electron asks the system's key store. */
export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: () => host.ready && backend() !== 'none',
  getSelectedStorageBackend: () => backend(),
  encryptString(text: string): Buffer {
    if (backend() === 'none') throw new Error('Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.')
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), nonce)
    return Buffer.concat([Buffer.from(prefix), nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  },
  decryptString(bytes: Buffer): string {
    if (bytes.subarray(0, 3).toString() !== prefix) throw wrong(' Ciphertext does not appear to be encrypted.')
    try {
      const cipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(3, 15))
      cipher.setAuthTag(bytes.subarray(-16))
      return cipher.update(bytes.subarray(15, -16), undefined, 'utf8') + cipher.final('utf8')
    } catch {
      throw wrong('')
    }
  },
})

function key(): Buffer {
  const file = join(bareApp.getPath('userData'), '.electron-host', 'safe-storage.key')
  try {
    return readFileSync(file)
  } catch {
    const fresh = randomBytes(32)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, fresh, { mode: 0o600 })
    return fresh
  }
}
