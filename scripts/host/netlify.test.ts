import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkHost } from './check.ts'
import { hostFiles } from './files.ts'
import { MemoryNetlify } from './memory-netlify.ts'
import { deployToNetlify } from './netlify.ts'

const config = { supabaseUrl: 'https://abc.supabase.co', publishableKey: 'sb_publishable_x' }
let netlify: MemoryNetlify
let folder: string
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const deploy = (more: { token?: string; patienceMs?: number } = {}) => deployToNetlify({ folder, site: 'a-site', token: 'a-token', api: netlify.url, everyMs: 1, ...more })

beforeEach(async () => {
  netlify = await MemoryNetlify.open()
  folder = mkdtempSync(join(tmpdir(), 'hotel-coupons-host-'))
  put('index.html', '<script src="/assets/app-1a2b3c4d.js"></script>')
  put('sw.js', 'the worker')
  put('assets/app-1a2b3c4d.js', 'a script')
  put('assets/Größe 1.js', 'a script')
  for (const [name, text] of Object.entries(hostFiles(config))) put(name, text)
})
afterEach(() => {
  netlify.close()
  rmSync(folder, { recursive: true })
})

test('the folder is served, with every header, once all of it is there', async () => {
  expect(await deploy()).toEqual({ id: 'd1', sent: 7 })
  expect(netlify.sent).not.toEqual([])
  expect(await checkHost(netlify.host.url, config)).toEqual([])
  put('config.json', `{ "publishableKey": "sb_publishable_x", "vapidPublicKey": "", "supabaseUrl": "https://abc.supabase.co" }`)
  await deploy()
  expect(await checkHost(netlify.host.url, config)).toEqual([])
})

test('the next deploy sends only what is new', async () => {
  await deploy()
  netlify.sent.length = 0
  put('sw.js', 'a newer worker')
  expect(await deploy()).toEqual({ id: 'd1', sent: 1 })
  expect([netlify.sent, String(netlify.host.files['/sw.js'])]).toEqual([['/sw.js'], 'a newer worker'])
})

test('what fails leaves the deploy before, and says why', async () => {
  await deploy()
  const before = netlify.host.files
  put('sw.js', 'a newer worker')
  await expect(deploy({ token: 'another' })).rejects.toThrow('Netlify answers 401 to POST sites/a-site/deploys')
  netlify.failing = 'the headers could not be read'
  await expect(deploy()).rejects.toThrow('the headers could not be read')
  netlify.failing = ''
  await expect(deploy({ patienceMs: -1 })).rejects.toThrow('still “processing”')
  expect(netlify.host.files).toBe(before)
})

test.each<[string, () => void, string]>([
  ['a host that does not know _headers', () => (netlify.host.bare = true), 'content-security-policy, x-content-type-options'],
  ['a page in place of a script that is gone', () => put('_redirects', '/* /index.html 200\n'), 'a missing file of /assets/ answers 200'],
  ['routes that are not found', () => put('_redirects', ''), '/wallet answers 404'],
  ['another project’s settings', () => put('config.json', '{"supabaseUrl":"https://evil.example"}'), '/config.json says'],
  ['a page in place of the settings', () => put('config.json', '<!doctype html>'), '/config.json says'],
  ['a worker that is kept', () => put('_headers', readFileSync(join(folder, '_headers'), 'utf8').replace('/sw.js\n  cache-control: no-cache', '/sw.js\n  cache-control: max-age=86400')), '/sw.js answers 200, kept as “max-age=86400”'],
  ['built files that are not kept', () => put('_headers', readFileSync(join(folder, '_headers'), 'utf8').replace(', immutable', '')), '/assets/app-1a2b3c4d.js answers 200, kept as'],
])('the check finds %s', async (_what, sabotage, found) => {
  sabotage()
  await deploy()
  expect((await checkHost(netlify.host.url, config)).join('\n')).toContain(found)
})
