import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { securityHeaders, type AppConfig } from '../stack/static.ts'

/** What a static host has to read to serve the built companion for one project, by file name. See docs/hosting.md. */
export function hostFiles(config: AppConfig): Record<'config.json' | '_headers' | '_redirects', string> {
  const everywhere = { ...securityHeaders(new URL(config.supabaseUrl).origin, false), 'strict-transport-security': 'max-age=31536000', 'cache-control': 'no-cache' }
  return {
    'config.json': `${JSON.stringify(config)}\n`,
    _headers: [
      '/*', ...Object.entries(everywhere).map(([name, value]) => `  ${name}: ${value}`),
      // Built files carry a hash of their content in the name. The first line takes away what the rule above gave.
      '/assets/*', '  ! cache-control', '  cache-control: public, max-age=31536000, immutable', '',
    ].join('\n'),
    // A file that a former version had must stay missing: the page in its place would be kept for a year.
    _redirects: ['/assets/* /missing 404', '/* /index.html 200', ''].join('\n'),
  }
}

/** `npm run host` writes them into the built companion. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, VAPID_PUBLIC_KEY } = process.env
  const folder = resolve(import.meta.dirname, '../dist/guest')
  if (!SUPABASE_URL || !SUPABASE_PUBLISHABLE_KEY || !existsSync(folder)) {
    console.error('Run `npm run build`, then SUPABASE_URL=https://… SUPABASE_PUBLISHABLE_KEY=sb_publishable_… npm run host')
    process.exit(1)
  }
  const config = { supabaseUrl: SUPABASE_URL, publishableKey: SUPABASE_PUBLISHABLE_KEY, ...(VAPID_PUBLIC_KEY && { vapidPublicKey: VAPID_PUBLIC_KEY }) }
  for (const [name, text] of Object.entries(hostFiles(config))) writeFileSync(resolve(folder, name), text)
  console.log('dist/guest has _headers, _redirects and config.json: upload the folder.')
}
