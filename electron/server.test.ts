import { expect, test } from 'vitest'
import { readServer } from './server.ts'

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
