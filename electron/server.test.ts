import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readServer, settingsFile } from './server.ts'

const key = 'sb_publishable_0123456789abcdef'
const nowhere = '/nonexistent-folder'

test.each([
  ['https://abc.supabase.co', true],
  ['http://127.0.0.1:54321', true],
  ['http://localhost:54321', true],
  ['http://abc.supabase.co', false],
  ['http://127.0.0.1.evil.example', false],
  ['javascript:alert(1)', false],
])('a server at %s: %s', (url, accepted) => {
  const server = readServer({ SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: key }, nowhere)
  expect(server).toEqual(accepted ? { supabaseUrl: url, publishableKey: key } : null)
})

test('without settings there is no server', () => expect(readServer({}, nowhere)).toBeNull())

test.each([
  [JSON.stringify({ supabaseUrl: 'https://abc.supabase.co', publishableKey: key }), true],
  ['{ half a', false],
])('settings written as %j', (text, accepted) => {
  const userData = mkdtempSync(join(tmpdir(), 'hotel-coupons-settings-'))
  try {
    writeFileSync(settingsFile(userData), text)
    expect(readServer({}, userData) !== null).toBe(accepted)
  } finally {
    rmSync(userData, { recursive: true })
  }
})
