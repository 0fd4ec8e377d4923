import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { securityHeaders } from '../../stack/static.ts'

test('the container sends the very headers of the local stack', () => {
  const template = readFileSync(resolve(import.meta.dirname, '../../deploy/guest/default.conf.template'), 'utf8')
  const settings: Record<string, string> = { SUPABASE_URL: 'https://abc.supabase.co', SUPABASE_SOCKET: 'wss://abc.supabase.co' }
  const filled = template.replace(/\$\{(\w+)\}/g, (_, name: string) => settings[name] ?? '')
  const sent = Object.fromEntries([...filled.matchAll(/add_header (\S+) "?([^"]*?)"? always;/g)].map(([, name = '', value]) => [name.toLowerCase(), value]))
  expect(sent).toEqual({ ...securityHeaders('https://abc.supabase.co', false), 'cache-control': '$keeping', 'strict-transport-security': 'max-age=31536000' })
})
