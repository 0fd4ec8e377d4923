import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Pool } from 'pg'

/** The keys of one stack. The two `sb_…` keys are what apps are given; the JWTs are what PostgREST reads. */
export interface StackKeys {
  publishableKey: string
  secretKey: string
  anonJwt: string
  serviceRoleJwt: string
  /** Signs user sessions (ES256). `kid` stands in the JWKS under `/auth/v1/.well-known/jwks.json`. */
  signingKey: { kid: string; privateJwk: JsonWebKey; publicJwk: JsonWebKey }
  /** Signs the two legacy JWTs and storage's signed URLs (HS256). */
  secret: string
}

/** What a user's or a key's token says, after it was verified. `role` is one of anon, authenticated, service_role. */
export interface Claims {
  role: string
  sub?: string
  exp?: number
  session_id?: string
  [claim: string]: unknown
}

/** What the gateway hands to every service. */
export interface ServiceContext {
  /** A pool as the superuser `supabase_admin`. A service sets the role it needs within a transaction. */
  db: Pool
  /** Connection string for the named role, for a service that needs its own connection. */
  dbUrl(role: 'supabase_admin' | 'postgres' | 'authenticator'): string
  keys: StackKeys
  /** The gateway's address without a trailing slash, as clients see it: `http://127.0.0.1:54321`. */
  publicUrl: string
  /** Where this stack keeps its files; each service uses one folder of its own below it. */
  dataDir: string
  /** Verifies a token (HS256 key or ES256 session) and its expiry. Throws when it does not hold. */
  verify(token: string): Promise<Claims>
  log(service: string, message: string): void
}

/**
 * A service behind the gateway. `path` is what follows the service's prefix, with the query (`/signup?redirect_to=…`);
 * `request.url` is left whole (`/auth/v1/signup?redirect_to=…`). `sb_…` keys in `apikey` and
 * `Authorization` were exchanged for their JWTs before, in the headers and, for sockets, in the query.
 */
export interface Service {
  handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void
  stop(): Promise<void>
}
