import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import process from 'node:process'
import type { AppConfig } from '../../stack/static.ts'
import { checkHost } from './check.ts'
import { hostFiles } from './files.ts'
import { deployToNetlify } from './netlify.ts'

/**
 * `npm run host` writes into the built companion what a static host needs for the project of SUPABASE_URL and SUPABASE_PUBLISHABLE_KEY.
 * `npm run host -- deploy` then puts it on Netlify (NETLIFY_SITE_ID, NETLIFY_AUTH_TOKEN), and `npm run host -- check https://…` looks at what
 * is served there, or anywhere else.
 */
const folder = resolve(import.meta.dirname, '../../dist/guest')
const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, VAPID_PUBLIC_KEY, NETLIFY_SITE_ID, NETLIFY_AUTH_TOKEN } = process.env
const [what = 'write', url] = process.argv.slice(2)

try {
  const config = configured()
  if (what === 'check') await check(url, config)
  else if (what === 'write' || what === 'deploy') {
    write(config)
    if (what === 'deploy') await deploy()
  } else throw new Error('Say nothing, or deploy, or check and an address.')
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}

function configured(): AppConfig {
  if (!SUPABASE_URL || !SUPABASE_PUBLISHABLE_KEY) throw new Error('SUPABASE_URL=https://… SUPABASE_PUBLISHABLE_KEY=sb_publishable_… are needed.')
  return { supabaseUrl: SUPABASE_URL, publishableKey: SUPABASE_PUBLISHABLE_KEY, ...(VAPID_PUBLIC_KEY && { vapidPublicKey: VAPID_PUBLIC_KEY }) }
}

function write(config: AppConfig): void {
  if (!existsSync(resolve(folder, 'index.html'))) throw new Error('There is no built companion: run `npm run build` first.')
  for (const [name, text] of Object.entries(hostFiles(config))) writeFileSync(resolve(folder, name), text)
  console.log('dist/guest has _headers, _redirects and config.json: upload the folder.')
}

async function deploy(): Promise<void> {
  if (!NETLIFY_SITE_ID || !NETLIFY_AUTH_TOKEN) throw new Error('NETLIFY_SITE_ID and NETLIFY_AUTH_TOKEN are needed.')
  const { id, sent } = await deployToNetlify({ folder, site: NETLIFY_SITE_ID, token: NETLIFY_AUTH_TOKEN })
  console.log(`Deployed as ${id}: ${sent} files were new.`)
}

async function check(address: string | undefined, config: AppConfig): Promise<void> {
  if (!address) throw new Error('Which address? npm run host -- check https://…')
  const wrong = await checkHost(address, config)
  if (wrong.length > 0) throw new Error(`${address} is not served as it should be:\n${wrong.join('\n')}`)
  console.log(`${address} is served as it should be.`)
}
