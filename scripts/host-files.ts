import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import process from 'node:process'
import { securityHeaders } from '../stack/static.ts'

/** `npm run host`: writes into the built companion what a static host needs to serve it for one project. See docs/hosting.md. */
const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, VAPID_PUBLIC_KEY } = process.env
const folder = resolve(import.meta.dirname, '../dist/guest')

if (!SUPABASE_URL || !SUPABASE_PUBLISHABLE_KEY || !existsSync(folder)) {
  console.error('Run `npm run build`, then SUPABASE_URL=https://… SUPABASE_PUBLISHABLE_KEY=sb_publishable_… npm run host')
  process.exit(1)
}
const block = (path: string, headers: Record<string, string>) => [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')
const headers = [
  block('/*', { ...securityHeaders(new URL(SUPABASE_URL).origin, false), 'strict-transport-security': 'max-age=31536000', 'cache-control': 'no-cache' }),
  // Built files carry a hash of their content in the name.
  block('/assets/*', { '! cache-control': '', 'cache-control': 'public, max-age=31536000, immutable' }).replace('  ! cache-control: \n', '  ! cache-control\n'),
]
const config = { supabaseUrl: SUPABASE_URL, publishableKey: SUPABASE_PUBLISHABLE_KEY, ...(VAPID_PUBLIC_KEY && { vapidPublicKey: VAPID_PUBLIC_KEY }) }
writeFileSync(resolve(folder, '_headers'), `${headers.join('\n')}\n`)
writeFileSync(resolve(folder, '_redirects'), '/* /index.html 200\n')
writeFileSync(resolve(folder, 'config.json'), `${JSON.stringify(config)}\n`)
console.log('dist/guest has _headers, _redirects and config.json: upload the folder.')
