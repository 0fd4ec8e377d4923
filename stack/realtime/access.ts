import type { Authoriser, Caller, Extension } from './authorise.ts'
import { Refusal } from './refusal.ts'
import { readToken, type LiveClaims } from './token.ts'
import type { ServiceContext } from '../service.ts'

/** What access to a channel is decided with. */
export interface AccessServices {
  authoriser: Authoriser
  verify: ServiceContext['verify']
  /** Seconds between checks of an open channel's right to read; 0 checks at a new token only, as hosted does. */
  recheckSeconds: number
}

/** Whose access to what. */
export interface AccessRequest {
  topic: string
  isPrivate: boolean
  presence: boolean
  token: string
  headers: Record<string, string>
  /** Called when it is time to `confirm`. */
  onDue(): void
}

/** A token is looked at again at the latest after this; sooner when it expires sooner. */
const confirmEvery = 300_000

/**
 * What one channel may do. The policies' answers hold until the token changes; the token itself is looked at again
 * every few minutes and when it expires.
 */
export class Access {
  #request: AccessRequest
  #services: AccessServices
  #token: string
  #claims: LiveClaims | undefined
  #readable = new Set<Extension>()
  #writable: boolean | undefined
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(request: AccessRequest, services: AccessServices) {
    this.#request = request
    this.#services = services
    this.#token = request.token
  }

  /** Whether broadcasts may be handed to this channel. */
  get readsBroadcasts(): boolean {
    return !this.#request.isPrivate || this.#readable.has('broadcast')
  }

  /** Reads the token and asks the policies. Throws `Refusal` when the channel may not be open. */
  async check(): Promise<void> {
    const claims = await readToken(this.#token, this.#services.verify)
    const couldRead = this.#readable.has('broadcast')
    this.#claims = claims
    this.#writable = undefined
    if (this.#request.isPrivate) this.#readable = await this.#askReadable(claims)
    if (couldRead && !this.readsBroadcasts) {
      throw this.unauthorised('You no longer have permission to read from this Channel topic')
    }
    this.#schedule(claims.exp)
  }

  /** Looks at the token again, and at the policies if the server was told to. Throws `Refusal`. */
  async confirm(): Promise<void> {
    if (this.#services.recheckSeconds > 0) return this.check()
    const claims = await readToken(this.#token, this.#services.verify)
    this.#schedule(claims.exp)
  }

  /** Takes a new token and checks it. API keys and the same token again change nothing. Throws `Refusal`. */
  async change(token: unknown): Promise<void> {
    if (typeof token !== 'string' || token.startsWith('sb_') || token === this.#token) return
    this.#token = token
    await this.check()
  }

  /** Whether this channel may send. */
  async mayWrite(): Promise<boolean> {
    if (!this.#request.isPrivate) return true
    if (!this.#claims) return false
    this.#writable ??= await this.#services.authoriser.writable(this.#caller(this.#claims))
    return this.#writable
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  unauthorised(text = 'You do not have permissions to read from this Channel topic'): Refusal {
    return new Refusal('Unauthorized', `${text}: ${this.#request.topic}`)
  }

  async #askReadable(claims: LiveClaims): Promise<Set<Extension>> {
    const extensions: Extension[] = this.#request.presence ? ['broadcast', 'presence'] : ['broadcast']
    const readable = await this.#services.authoriser.readable(this.#caller(claims), extensions)
    if (readable.size === 0) throw this.unauthorised()
    return readable
  }

  #caller(claims: LiveClaims): Caller {
    return { topic: this.#request.topic, claims, headers: this.#request.headers }
  }

  #schedule(exp: number): void {
    clearTimeout(this.#timer)
    if (this.#stopped) return
    const { recheckSeconds } = this.#services
    const pause = recheckSeconds > 0 ? Math.min(recheckSeconds * 1000, confirmEvery) : confirmEvery
    const wait = Math.max(0, Math.min(pause, exp * 1000 - Date.now()))
    this.#timer = setTimeout(this.#request.onDue, wait).unref()
  }
}
