import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveFolder } from './app-protocol.ts'

let place: string
let get: (url: string, method?: string) => Promise<Response>

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'app-protocol-'))
  mkdirSync(join(place, 'console'))
  writeFileSync(join(place, 'console/index.html'), '<h1>desk</h1>')
  writeFileSync(join(place, 'console/notes.bin'), 'no type')
  writeFileSync(join(place, 'secret.json'), '{}')
  const serve = serveFolder(join(place, 'console'), () => 'https://demo.supabase.co')
  get = (url, method = 'GET') => serve({ url, method })
})
afterAll(() => rmSync(place, { recursive: true }))

test('the page comes with its policy', async () => {
  const answer = await get('app://console/')
  expect(await answer.text()).toBe('<h1>desk</h1>')
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("connect-src 'self' https://demo.supabase.co wss://demo.supabase.co")
  expect(policy).not.toContain("'unsafe-eval'")
  expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval';/)
})

test.each([
  'app://console/../secret.json',
  'app://console/%2e%2e/secret.json',
  'app://console/..%2fsecret.json',
  'app://console/%5c..%5c..%5csecret.json',
  'app://console/%00index.html',
  'app://console/%zz',
  'app://console/notes.bin',
  'app://elsewhere/index.html',
])('%s is not found', async (url) => expect((await get(url)).status).toBe(404))

test('nothing but GET is answered', async () => expect((await get('app://console/index.html', 'POST')).status).toBe(404))
