import { EventEmitter } from 'node:events'
import { standardSchemes, type Privileges } from './addresses.ts'
import { host } from './host.ts'
import { fetchFor } from './net.ts'
import { Permissions } from './permissions.ts'
import { strict } from './strict.ts'

type SchemeHandler = (request: Request) => Response | Promise<Response>

/** Electron's protocol module: standard, privileged schemes alone. */
class Protocol {
  readonly handlers = new Map<string, SchemeHandler>()

  registerSchemesAsPrivileged(schemes: { scheme: string; privileges?: Privileges }[]): void {
    if (host.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges = {} } of schemes) {
      if (!privileges.standard || !/^[a-z][a-z0-9-]*$/.test(scheme)) throw new Error(`[electron-host] only standard schemes can be had, not ${scheme}:`)
      standardSchemes.set(scheme, privileges)
    }
  }

  handle(scheme: string, handler: SchemeHandler): void {
    if (this.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    if (!standardSchemes.has(scheme)) throw new Error(`[electron-host] only registered schemes can be served, not ${scheme}:`)
    this.handlers.set(scheme, handler)
  }
}

/** Electron's session: what pages may do, and where their requests go. */
export class Session extends EventEmitter {
  readonly schemes = new Protocol()
  readonly protocol = strict('protocol', this.schemes)
  readonly permissions = new Permissions()
  #userAgent = ''

  setPermissionRequestHandler(handler: Permissions['request']): void {
    this.permissions.request = handler
  }
  setPermissionCheckHandler(handler: Permissions['check']): void {
    this.permissions.check = handler
  }
  /** Chromium is started without any device; there is nothing to ask about. */
  setDevicePermissionHandler(): void {}
  /** Not seen here: headless Chromium checks no spelling. */
  setSpellCheckerEnabled(): void {}
  getUserAgent(): string {
    return this.#userAgent || `${host.userAgent} Electron/${process.versions.electron}`
  }
  setUserAgent(userAgent: string): void {
    this.#userAgent = userAgent
  }
  fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    return fetchFor(this, input, init)
  }
}

const sessions = new Map<string, Session>()

function sessionOf(partition: string): Session {
  const known = sessions.get(partition)
  if (known) return known
  const made = strict('session', new Session())
  sessions.set(partition, made)
  return made
}

/** Schemes are registered before the app is ready, when there is no default session for main yet. */
export const firstSession = sessionOf('')
export const protocol = firstSession.protocol

export const session = {
  get defaultSession(): Session {
    if (!host.ready) throw new Error('Session can only be received when app is ready')
    return firstSession
  },
  fromPartition: (partition: string): Session => sessionOf(partition),
}
