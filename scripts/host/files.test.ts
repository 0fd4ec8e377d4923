import { afterAll, beforeAll, expect, test } from 'vitest'
import { securityHeaders } from '../../stack/static.ts'
import { hostFiles } from './files.ts'
import { MemoryHost } from './memory-host.ts'

const project = 'https://abc.supabase.co'
const files = hostFiles({ supabaseUrl: project, publishableKey: 'sb_publishable_x' })
const folder: Record<string, string> = { '/index.html': 'the page', '/sw.js': 'the worker', '/assets/app-1a2b3c4d.js': 'a script', '/config.json': files['config.json'], '/_headers': files._headers, '/_redirects': files._redirects, '/gone.txt': files['gone.txt'] }
let host: MemoryHost
let url: string

beforeAll(async () => {
  host = await MemoryHost.open(folder)
  url = host.url
})
afterAll(() => host.close())

const get = async (path: string) => {
  const response = await fetch(url + path)
  return { status: response.status, body: await response.text(), cache: response.headers.get('cache-control'), headers: response.headers }
}

test.each(['/', '/wallet', '/coupon/7f0c', '/sw.js', '/config.json', '/assets/app-1a2b3c4d.js', '/assets/gone-00000000.js'])('every header of the local server, and that of HTTPS, arrives with %s', async (path) => {
  const { headers } = await get(path)
  for (const [name, value] of Object.entries(securityHeaders(project, false))) expect(headers.get(name), name).toBe(value)
  expect(headers.get('content-security-policy')).toContain(`connect-src 'self' ${project} wss://abc.supabase.co;`)
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
})

test('pages of the app are its page, files are themselves, and a script that is gone is no page', async () => {
  for (const path of ['/wallet', '/coupon/7f0c']) expect(await get(path), path).toMatchObject({ status: 200, body: 'the page', cache: 'public, max-age=0, must-revalidate' })
  expect(await get('/')).toMatchObject({ status: 200, body: 'the page', cache: 'no-cache' })
  expect(await get('/sw.js')).toMatchObject({ status: 200, body: 'the worker', cache: 'no-cache' })
  expect(await get('/config.json')).toMatchObject({ body: '{"supabaseUrl":"https://abc.supabase.co","publishableKey":"sb_publishable_x"}\n', cache: 'no-cache' })
  expect(await get('/assets/app-1a2b3c4d.js')).toMatchObject({ status: 200, body: 'a script', cache: 'public, max-age=31536000, immutable' })
  expect(await get('/assets/gone-00000000.js')).toMatchObject({ status: 404, body: files['gone.txt'] })
})
