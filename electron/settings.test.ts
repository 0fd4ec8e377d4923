import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serverOfEnvironment, Settings } from './settings.ts'

const key = 'sb_publishable_0123456789abcdef'
const server = { supabaseUrl: 'https://abc.supabase.co', publishableKey: key }
let folder: string
const file = () => join(folder, 'settings.json')

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hotel-coupons-settings-'))))
afterEach(() => rmSync(folder, { recursive: true }))

test.each([
  ['https://abc.supabase.co', true],
  ['http://127.0.0.1:54321', true],
  ['http://localhost:54321', true],
  ['http://abc.supabase.co', false],
  ['http://127.0.0.1.evil.example', false],
  ['https://user:pass@abc.supabase.co', false],
  ['javascript:alert(1)', false],
])('a server at %s: %s', (supabaseUrl, accepted) => {
  expect(serverOfEnvironment({ SUPABASE_URL: supabaseUrl, SUPABASE_PUBLISHABLE_KEY: key })).toEqual(accepted ? { supabaseUrl, publishableKey: key } : null)
})

test('the environment of an ordinary start names none', () => expect(serverOfEnvironment({})).toBeNull())

test('what was changed is there at the next start', () => {
  new Settings(file()).change({ server, channel: 'beta' })
  expect(new Settings(file()).kept).toEqual({ server, channel: 'beta', language: null, window: null })
})

test.each(['{ half a', '[]', '"text"', 'null'])('%s in the file is as good as none', (text) => {
  writeFileSync(file(), text)
  expect(new Settings(file()).kept).toEqual({ server: null, channel: 'latest', language: null, window: null })
})

test('a part that is broken costs none of the others', () => {
  writeFileSync(file(), JSON.stringify({ server, channel: 'nightly', window: { x: 'left' }, language: 'es' }))
  expect(new Settings(file()).kept).toEqual({ server, channel: 'latest', language: 'es', window: null })
})
