import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Service, ServiceContext } from '../service.ts'
import { type Parts, sendJson } from './call.ts'
import { NotInLocalStack, StorageError } from './errors.ts'
import { createFiles } from './files.ts'
import { match } from './routes.ts'
import { createSessions } from './session.ts'
import { createTokens } from './tokens.ts'

/**
 * Supabase Storage on one machine: rows in the schema `storage` under row level security, files in a folder.
 * What it does not do (image transformation, resumable uploads, S3) it answers with 501.
 */
export async function createStorage(ctx: ServiceContext): Promise<Service> {
  const files = await createFiles(join(ctx.dataDir, 'storage'))
  const { rows } = await ctx.db.query<{ version: string }>('select version from storage.objects where version is not null')
  const swept = await files.sweep(new Set(rows.map(({ version }) => version)))
  if (swept > 0) ctx.log('storage', `removed ${swept} files that no object points to`)
  const parts: Parts = {
    files,
    sessions: createSessions(ctx.db),
    tokens: createTokens(ctx.keys.secret),
    verify: (token) => ctx.verify(token),
  }
  const open = new Map<IncomingMessage, Promise<void>>()

  return {
    async handle(request, response, path) {
      const method = request.method ?? 'GET'
      const [pathname = '/', query = ''] = splitOnce(path, '?')
      const work = (async () => {
        const found = match(method, pathname)
        if (!found) return sendNotFound(response, method, pathname)
        const { handler, bucket, name } = found
        await handler({ ...parts, request, response, query: new URLSearchParams(query), bucket, name })
      })().catch((error: unknown) => {
        fail(response, error, (message) => ctx.log('storage', `${method} ${pathname}: ${message}`))
      })
      open.set(request, work)
      await work
      open.delete(request)
      // What was refused before its end must not block the connection's next request.
      request.resume()
    },
    async stop() {
      // An upload that stalls must not hold up the end; what it wrote is thrown away.
      for (const request of open.keys()) request.destroy()
      await Promise.all(open.values())
    },
  }
}

function splitOnce(text: string, mark: string): string[] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

function sendNotFound(response: ServerResponse, method: string, path: string): void {
  sendJson(response, 404, { message: `Route ${method}:${path} not found`, error: 'Not Found', statusCode: 404 })
}

function fail(response: ServerResponse, error: unknown, log: (message: string) => void): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const known = error instanceof StorageError || error instanceof NotInLocalStack
  // A client that went away mid-upload is its own business.
  if (!known && !response.destroyed) log(error instanceof Error ? error.message : String(error))
  if (known) sendJson(response, error.http, error.body)
  else sendJson(response, 500, { statusCode: '500', error: 'Internal', message: 'Internal Server Error', code: 'InternalError' })
}
