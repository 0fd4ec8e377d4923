import { health, keySet, settings } from './about.ts'
import { getUser, logOut, signUp, updateUser } from './account.ts'
import { adminUsers } from './admin.ts'
import { errorReply, notInLocalStack, toAuthError } from './errors.ts'
import { readExchange, sendReply } from './exchange.ts'
import { grant } from './grants.ts'
import { recover, verifyGet, verifyPost } from './recovery.ts'
import { createTokens } from './tokens.ts'
import type { Service, ServiceContext } from '../service.ts'
import type { AuthContext } from './context.ts'
import type { Exchange, Reply } from './exchange.ts'

/** What a project sets under `[auth]` in its config.toml. */
export interface AuthOptions {
  /** `site_url`: where a mailed link leads when it names no target or a refused one. The gateway by default. */
  siteUrl?: string
  /** `additional_redirect_urls`: targets that are allowed beyond the pages on this machine. */
  redirectUrls?: string[]
  /** `minimum_password_length`, 6 by default as on hosted Supabase. */
  minimumPasswordLength?: number
}

type Handler = (auth: AuthContext, from: Exchange) => Reply | Promise<Reply>

/** The stand-in for Supabase Auth, behind `/auth/v1`: accounts with e-mail and password. */
export async function createAuth(ctx: ServiceContext, options: AuthOptions = {}): Promise<Service> {
  const serviceUrl = `${ctx.publicUrl}/auth/v1`
  const tokens = await createTokens(ctx.keys, serviceUrl)
  const auth: AuthContext = {
    db: ctx.db,
    tokens,
    serviceUrl,
    verify: (token) => ctx.verify(token),
    siteUrl: options.siteUrl ?? ctx.publicUrl,
    redirectUrls: options.redirectUrls ?? [],
    minimumPasswordLength: options.minimumPasswordLength ?? 6,
  }
  const routes = routesOf(ctx)
  return {
    async handle(request, response, path) {
      const from = readExchange(request, path)
      sendReply(response, await answer(ctx, auth, routes, from))
    },
    async stop() {},
  }
}

function routesOf(ctx: ServiceContext): Record<string, Handler> {
  return {
    'POST /signup': signUp,
    'POST /token': grant,
    'GET /user': getUser,
    'PUT /user': updateUser,
    'POST /logout': logOut,
    'POST /recover': recover,
    'GET /verify': verifyGet,
    'POST /verify': verifyPost,
    'GET /settings': settings,
    'GET /health': health,
    'GET /.well-known/jwks.json': () => keySet(ctx.keys),
  }
}

async function answer(ctx: ServiceContext, auth: AuthContext, routes: Record<string, Handler>, from: Exchange): Promise<Reply> {
  try {
    return await handlerFor(routes, from)(auth, from)
  } catch (error) {
    const known = toAuthError(error)
    if (known.status === 500) ctx.log('auth', `${from.method} ${from.path}: ${describe(error)}`)
    return errorReply(known, from.apiVersion)
  }
}

function handlerFor(routes: Record<string, Handler>, from: Exchange): Handler {
  const route = `${from.method} ${from.path}`
  const handler = Object.hasOwn(routes, route) ? routes[route] : undefined
  if (handler) return handler
  if (/^(GET|POST) \/admin\/users$|^(GET|PUT|DELETE) \/admin\/users\//.test(route)) return adminUsers
  throw notInLocalStack(`auth: ${route}`)
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause ? `${error.message}: ${describe(error.cause)}` : (error.stack ?? error.message)
}
