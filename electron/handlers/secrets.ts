import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import type { ChannelArgs } from '../../core/bridge/channels.ts'

/**
 * Keeps secrets under the system's key store, one file each. Where the system could only keep them in plain text (Linux
 * without a keyring falls back to `basic_text`), they are refused: the user then signs in at each start.
 */
export function secretHandlers(safeStorage: SafeStorage, platform: NodeJS.Platform, userData: string) {
  const folder = join(userData, 'secrets')
  const fileOf = (name: string) => join(folder, `${name}.bin`)
  const protectedHere = () =>
    safeStorage.isEncryptionAvailable() && (platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text')

  return {
    async 'secrets:set'(...[name, value]: ChannelArgs<'secrets:set'>) {
      if (!protectedHere()) return { kind: 'refused' as const }
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const next = `${fileOf(name)}.next`
      await writeFile(next, safeStorage.encryptString(value), { mode: 0o600 })
      await rename(next, fileOf(name))
      return { kind: 'kept' as const }
    },
    async 'secrets:get'(...[name]: ChannelArgs<'secrets:get'>) {
      if (!protectedHere()) return { kind: 'refused' as const }
      try {
        return { kind: 'found' as const, value: safeStorage.decryptString(await readFile(fileOf(name))) }
      } catch {
        return { kind: 'absent' as const } // no file, or one that this key store can't open: signing in again mends both
      }
    },
    async 'secrets:remove'(...[name]: ChannelArgs<'secrets:remove'>) {
      await rm(fileOf(name), { force: true })
      return { kind: 'removed' as const }
    },
  }
}
