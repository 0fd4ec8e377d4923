import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from './process/ports.ts'
import { serveApp, type AppConfig } from './static.ts'

const top = mkdtempSync(join(tmpdir(), 'hotel-coupons-static-'))
const folder = join(top, 'app')
const config: AppConfig = { supabaseUrl: 'http://127.0.0.1:54321', publishableKey: 'sb_publishable_x' }
let current: AppConfig | undefined = config
let port: number
let stop: () => Promise<void>

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(top, 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'index.html'), '<!doctype html>app')
  writeFileSync(join(folder, 'sw.js'), '// worker')
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), '// app')
  port = await freePort()
  stop = await serveApp({ folder, port, what: 'app', flag: '--app-port', config: () => current })
})
afterAll(async () => {
  await stop()
  rmSync(top, { recursive: true })
})

const page = { accept: 'text/html' }

/** A raw request: fetch would tidy up the path before sending it. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers, method }, response => {
      let body = ''
      response.on('data', chunk => (body += String(chunk)))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
      .on('error', reject)
      .end()
  })
}

it('gives the app for every page of it, and never for a missing file', async () => {
  for (const path of ['/', '/wallet', '/coupons/7f0c']) {
    expect(await get(path, page)).toMatchObject({ status: 200, body: '<!doctype html>app' })
  }
  expect((await get('/assets/gone-9z.js', page)).status).toBe(404)
  expect((await get('/wallet', { accept: '*/*' })).status).toBe(404)
})

it('lets hashed files be kept for ever, and asks again for the page and the worker', async () => {
  const cacheOf = async (path: string) => (await get(path)).headers['cache-control']
  expect(await Promise.all(['/assets/app-1a2b.js', '/', '/sw.js'].map(cacheOf))).toEqual([
    'public, max-age=31536000, immutable',
    'no-cache',
    'no-cache',
  ])
  const { etag } = (await get('/sw.js')).headers
  expect((await get('/sw.js', { 'if-none-match': String(etag) })).status).toBe(304)
})

it.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/%00',
  '//secret.txt',
  '/%E0%A4%A',
])('does not leave its folder for %s', async path => {
  const reply = await get(path)
  expect(reply.status).toBeGreaterThanOrEqual(400)
  expect(reply.body).not.toContain('secret')
})

it('tells the app its server, fresh each time, and 503 while there is none', async () => {
  const reply = await get('/config.json')
  expect(JSON.parse(reply.body)).toEqual(config)
  expect(reply.headers['cache-control']).toBe('no-store')
  current = undefined
  expect((await get('/config.json')).status).toBe(503)
  current = config
})

it('sends a policy that lets the page talk to its server alone', async () => {
  const { headers } = await get('/', page)
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("connect-src 'self' http://127.0.0.1:54321 ws://127.0.0.1:54321")
  expect(policy).toContain("script-src 'self';")
  expect(headers['permissions-policy']).toContain('camera=()')
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain("'unsafe-eval'")
  expect(headers['x-content-type-options']).toBe('nosniff')
})

it('lets the pages that scan codes have the camera and WebAssembly, and no others', async () => {
  const other = await freePort()
  const stopOther = await serveApp({ folder, port: other, what: 'app', flag: '--app-port', scanner: true, config: () => current })
  const { headers } = await fetch(`http://127.0.0.1:${other}/`)
  await stopOther()
  expect(headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval';")
  expect(headers.get('permissions-policy')).toContain('camera=(self)')
})

it('takes nothing but GET and HEAD', async () => {
  expect((await get('/', page, 'POST')).status).toBe(405)
  expect(await get('/', page, 'HEAD')).toMatchObject({ status: 200, body: '' })
})
