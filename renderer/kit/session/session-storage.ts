import type { SupportedStorage } from '@supabase/supabase-js'
import type { DesktopBridge } from '../../../core/bridge/bridge.ts'
import { sessionKey } from '../cloud/client.ts'

/**
 * Where supabase-js keeps the session on the desktop: the system's key store. Where the shell refuses, because it could only
 * store plain text, and for everything else the client keeps, memory serves until the window closes.
 */
export function desktopSessionStorage(secrets: DesktopBridge['secrets']): SupportedStorage {
  const memory = new Map<string, string>()
  return {
    getItem: async (key) => {
      if (key !== sessionKey) return memory.get(key) ?? null
      const found = await secrets.get('session')
      return found.kind === 'found' ? found.value : (memory.get(key) ?? null)
    },
    setItem: async (key, value) => {
      const kept = key === sessionKey && (await secrets.set('session', value)).kind === 'kept'
      if (!kept) memory.set(key, value)
    },
    removeItem: async (key) => {
      memory.delete(key)
      if (key === sessionKey) await secrets.remove('session')
    },
  }
}
