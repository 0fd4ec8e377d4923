import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import ws from 'ws'

/** A project as its owner reaches it: the address of its database, of its API, and its secret key. */
export interface Project {
  databaseUrl: string
  url: string
  secretKey: string
}

/** A row count per table, by `schema.table`. */
export type Counts = Record<string, number>

/** A file of a bucket. In the backup it is named by its number, since a name in a bucket may be anything. */
export interface KeptFile {
  bucket: string
  name: string
  file: string
  type: string
  cache: string
  sha256: string
}

/** What a backup says of itself, in `manifest.json`. */
export interface Manifest {
  product: 'hotel-coupons'
  /** `schema` of `server_info()`: it is restored where the migrations are at the same. */
  schema: number
  savedAt: string
  counts: Counts
  files: KeptFile[]
}

/** The project's API past row level security. */
export function serviceOf({ url, secretKey }: Project): SupabaseClient {
  return createClient(url, secretKey, { auth: { persistSession: false, autoRefreshToken: false }, realtime: { transport: ws as unknown as typeof WebSocket } })
}
