import { createClient, type SupabaseClient, type SupportedStorage } from '@supabase/supabase-js'
import type { ServerConfig } from '../config.ts'

export type CloudClient = SupabaseClient

/** Under this name the session is kept, in the browser's storage or the desktop's key store. */
export const sessionKey = 'hotel-coupons-session'

const storages = new WeakMap<CloudClient, SupportedStorage>()

/** The one client of an app. Without `storage` the session is kept by the browser. */
export function createCloudClient({
  supabaseUrl,
  publishableKey,
  storage = localStorage,
}: ServerConfig & { storage?: SupportedStorage }): CloudClient {
  const auth = { storageKey: sessionKey, storage, persistSession: true, autoRefreshToken: true }
  const client = createClient(supabaseUrl, publishableKey, { auth })
  storages.set(client, storage)
  return client
}

/** The user of the session that is kept, valid or not; null where none is. */
export async function keptUser(client: CloudClient): Promise<{ id: string; email?: string } | null> {
  const text = await storages.get(client)?.getItem(sessionKey)
  return text ? ((JSON.parse(text) as { user?: { id: string; email?: string } }).user ?? null) : null
}

/** Removes the session that is kept. */
export async function forgetKept(client: CloudClient): Promise<void> {
  await storages.get(client)?.removeItem(sessionKey)
}
