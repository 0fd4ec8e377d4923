import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { appSchema } from '../core/domain/server-info.ts'
import { checkServer, resolveServer } from './server-check.ts'

const key = 'sb_publishable_0123456789'
let server: HttpServer | null = null
afterEach(() => void server?.close())

async function answering(status: number, body: string, headers: Record<string, string> = {}) {
  const asked: { url: string | undefined; key: string | undefined }[] = []
  server = createServer((request, response) => {
    asked.push({ url: request.url, key: request.headers['apikey'] as string | undefined })
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const supabaseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { asked, check: () => checkServer({ supabaseUrl, publishableKey: key }, fetch) }
}

const info = (schema: number, oldest_app: number) => JSON.stringify({ product: 'hotel-coupons', schema, oldest_app })

test.each([
  ['fits', 200, info(appSchema, 1)],
  ['server-behind', 200, info(appSchema - 1, 0)],
  ['app-behind', 200, info(appSchema + 5, appSchema + 1)],
  ['other', 200, '<!doctype html>'],
  ['other', 404, '{"code":"PGRST202"}'],
  ['other', 200, `${' '.repeat(20_000)}${info(appSchema, 1)}`],
  ['refused', 401, '{"message":"Invalid API key"}'],
] as const)('%s', async (kind, status, body) => {
  const { asked, check } = await answering(status, body)
  expect(await check()).toEqual({ kind })
  expect(asked).toEqual([{ url: '/rest/v1/rpc/server_info', key }])
})

test('a server that sends elsewhere is not the one that was named', async () => {
  const { check } = await answering(307, '', { location: 'http://127.0.0.1:9/' })
  expect(await check()).toEqual({ kind: 'unreachable' })
})

test('nobody there', async () => {
  expect(await checkServer({ supabaseUrl: 'http://127.0.0.1:9', publishableKey: key }, fetch)).toEqual({ kind: 'unreachable' })
  expect(await checkServer(null, fetch)).toEqual({ kind: 'unreachable' })
})

test('what a choice means', async () => {
  const hosted = { supabaseUrl: 'https://abc.supabase.co', publishableKey: key }
  const demo = async () => new Response(JSON.stringify({ supabaseUrl: 'http://127.0.0.1:54321', publishableKey: key }))
  const nobody = async () => Promise.reject(new Error('refused'))
  expect(await resolveServer({ kind: 'hosted' }, hosted, nobody)).toEqual(hosted)
  expect(await resolveServer({ kind: 'hosted' }, null, nobody)).toBeNull()
  expect(await resolveServer({ kind: 'own', ...hosted, supabaseUrl: 'https://abc.supabase.co//' }, null, nobody)).toEqual(hosted)
  expect(await resolveServer({ kind: 'demo' }, null, demo)).toEqual({ supabaseUrl: 'http://127.0.0.1:54321', publishableKey: key })
  expect(await resolveServer({ kind: 'demo' }, null, nobody)).toBeNull()
})
