import type { Pool } from 'pg'
import type { Claims } from '../service.ts'
import type { Tokens } from './tokens.ts'

/** What the handlers of the service share. */
export interface AuthContext {
  db: Pool
  tokens: Tokens
  verify(token: string): Promise<Claims>
  /** Address of the service itself: `http://127.0.0.1:54321/auth/v1`. Also the issuer of its tokens. */
  serviceUrl: string
  /** Where a link leads whose own target is missing or refused. */
  siteUrl: string
  /** Targets of links beyond this machine's pages, such as the desktop's own scheme; each to the letter. */
  redirectUrls: string[]
  minimumPasswordLength: number
}
