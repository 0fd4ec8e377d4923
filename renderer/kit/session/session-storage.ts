import type { SupportedStorage } from '@supabase/supabase-js'
import type { DesktopBridge } from '../../../core/bridge/bridge.ts'
import { sessionKey } from '../cloud/client.ts'

const refusal = 'session-not-kept'

/** Whether this computer's key store refused the last session: it then ends with the window, and the sign-in page says why. */
export const isSessionNotKept = (): boolean => localStorage.getItem(refusal) !== null

function noteRefusal(refused: boolean): void {
  if (refused) localStorage.setItem(refusal, '1')
  else localStorage.removeItem(refusal)
}

/**
 * Where supabase-js keeps the session on the desktop: the system's key store. Where the shell refuses, because it could only
 * store plain text, and for everything else the client keeps, memory serves until the window closes.
 */
export function desktopSessionStorage(secrets: DesktopBridge['secrets'], note = noteRefusal): SupportedStorage {
  const memory = new Map<string, string>()
  return {
    getItem: async (key) => {
      if (key !== sessionKey) return memory.get(key) ?? null
      const found = await secrets.get('session')
      return found.kind === 'found' ? found.value : (memory.get(key) ?? null)
    },
    setItem: async (key, value) => {
      const kept = key === sessionKey && (await secrets.set('session', value)).kind === 'kept'
      if (key === sessionKey) note(!kept)
      if (!kept) memory.set(key, value)
    },
    removeItem: async (key) => {
      memory.delete(key)
      if (key === sessionKey) await secrets.remove('session')
    },
  }
}
