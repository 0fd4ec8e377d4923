import { beforeEach, expect, it } from 'vitest'
import type { DesktopBridge } from '../../../core/bridge/bridge.ts'
import { sessionKey } from '../cloud/client.ts'
import { desktopSessionStorage } from './session-storage.ts'

let noted: boolean[] = []
beforeEach(() => void (noted = []))

/** The shell's secrets; with `refuses` there is no key store it would trust. */
function secrets({ refuses = false } = {}) {
  let value: string | null = null
  const port: DesktopBridge['secrets'] = {
    set: async (_, next) => {
      if (refuses) return { kind: 'refused' }
      value = next
      return { kind: 'kept' }
    },
    get: async () => {
      if (refuses) return { kind: 'refused' }
      return value === null ? { kind: 'absent' } : { kind: 'found', value }
    },
    remove: async () => {
      value = null
      return { kind: 'removed' }
    },
  }
  return { port, kept: () => value }
}

it('keeps the session in the key store, over a restart, and removes it', async () => {
  const { port, kept } = secrets()
  await desktopSessionStorage(port, (refused) => noted.push(refused)).setItem(sessionKey, 'token')
  expect([kept(), noted]).toEqual(['token', [false]])
  const restarted = desktopSessionStorage(port, (refused) => noted.push(refused))
  expect(await restarted.getItem(sessionKey)).toBe('token')
  await restarted.removeItem(sessionKey)
  expect([kept(), await restarted.getItem(sessionKey)]).toEqual([null, null])
})

it('keeps it in memory alone where the shell refuses, and notes that', async () => {
  const { port, kept } = secrets({ refuses: true })
  const storage = desktopSessionStorage(port, (refused) => noted.push(refused))
  await storage.setItem(sessionKey, 'token')
  expect([kept(), await storage.getItem(sessionKey), noted]).toEqual([null, 'token', [true]])
  expect(await desktopSessionStorage(port, (refused) => noted.push(refused)).getItem(sessionKey)).toBeNull()
})

it('gives the key store nothing but the session', async () => {
  const { port, kept } = secrets()
  const storage = desktopSessionStorage(port, (refused) => noted.push(refused))
  await storage.setItem(`${sessionKey}-code-verifier`, 'v')
  expect([kept(), await storage.getItem(`${sessionKey}-code-verifier`)]).toEqual([null, 'v'])
})
