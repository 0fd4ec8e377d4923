import { createClient, type SupabaseClient, type SupportedStorage } from '@supabase/supabase-js'
import type { ServerConfig } from '../config.ts'

export type CloudClient = SupabaseClient

/** Under this name the session is kept, in the browser's storage or the desktop's key store. */
export const sessionKey = 'hotel-coupons-session'

const storages = new WeakMap<CloudClient, SupportedStorage>()
const devices = new WeakMap<CloudClient, () => string | null>()

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

/** From now on calls say what this machine is called, for the audit log. */
export function nameDevice(client: CloudClient, name: () => string | null): void {
  devices.set(client, name)
}

/** What this machine is called, fit for a header: base64 of UTF-8. Null where it has no name. */
export function deviceHeader(client: CloudClient): string | null {
  const name = devices.get(client)?.()
  return name ? btoa(String.fromCharCode(...new TextEncoder().encode(name))) : null
}
