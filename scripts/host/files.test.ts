import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { securityHeaders } from '../stack/static.ts'
import { hostFiles } from './host-files.ts'

const project = 'https://abc.supabase.co'
const files = hostFiles({ supabaseUrl: project, publishableKey: 'sb_publishable_x' })
const folder: Record<string, string> = { '/index.html': 'the page', '/sw.js': 'the worker', '/assets/app-1a2b3c4d.js': 'a script', '/config.json': files['config.json'] }
let server: Server
let url: string

beforeAll(async () => {
  server = createServer(({ url: path = '/' }, response) => {
    const { status, body, headers } = answer(new URL(path, 'http://host').pathname)
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

/** A static host as Netlify and Cloudflare Pages are: a file there is goes first, else the first rule that fits; headers of all rules that fit. */
function answer(path: string): { status: number; body: string; headers: Record<string, string> } {
  const file = folder[path === '/' ? '/index.html' : path]
  const fits = (pattern: string) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern)
  const rule = files._redirects.trim().split('\n').map((line) => line.split(' ')).find(([from = '']) => fits(from))
  const headers: Record<string, string> = {}
  let applies = false
  for (const line of files._headers.trimEnd().split('\n')) {
    if (!line.startsWith(' ')) applies = fits(line)
    else if (applies && line.startsWith('  ! ')) delete headers[line.slice(4)]
    else if (applies) {
      const [, name = '', value = ''] = /^ {2}([\w-]+): (.+)$/.exec(line) ?? expect.fail(`not a header: ${line}`)
      // A host joins what two rules give.
      headers[name] = headers[name] ? `${headers[name]}, ${value}` : value
    }
  }
  return file === undefined ? { status: Number(rule?.[2]), body: folder[rule?.[1] ?? ''] ?? '', headers } : { status: 200, body: file, headers }
}

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
  for (const path of ['/', '/wallet', '/coupon/7f0c']) expect(await get(path), path).toMatchObject({ status: 200, body: 'the page', cache: 'no-cache' })
  expect(await get('/sw.js')).toMatchObject({ status: 200, body: 'the worker', cache: 'no-cache' })
  expect(await get('/config.json')).toMatchObject({ body: '{"supabaseUrl":"https://abc.supabase.co","publishableKey":"sb_publishable_x"}\n', cache: 'no-cache' })
  expect(await get('/assets/app-1a2b3c4d.js')).toMatchObject({ status: 200, body: 'a script', cache: 'public, max-age=31536000, immutable' })
  expect(await get('/assets/gone-00000000.js')).toMatchObject({ status: 404, body: '' })
})
