import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Secrets } from '../keys.ts'
import type { ServiceContext } from '../service.ts'

/** Names of the functions in a folder: each is a folder of its own with an index.ts. */
export function listFunctions(functionsDir: string): string[] {
  if (!existsSync(functionsDir)) return []
  return readdirSync(functionsDir).filter(name => existsSync(join(functionsDir, name, 'index.ts')))
}

/** The environment of a function: what hosted Supabase sets, the schedule's secret, this project's settings, and over them its own `.env`. */
export function functionEnv(context: ServiceContext, { cronSecret }: Secrets, functionsDir: string, settings: Record<string, string>): Record<string, string> {
  const { keys, publicUrl } = context
  return {
    ...settings,
    ...readEnvFile(join(functionsDir, '.env')),
    SUPABASE_URL: publicUrl,
    SUPABASE_ANON_KEY: keys.anonJwt,
    SUPABASE_SERVICE_ROLE_KEY: keys.serviceRoleJwt,
    SUPABASE_DB_URL: context.dbUrl('postgres'),
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secretKey }),
    CRON_SECRET: cronSecret,
  }
}

function readEnvFile(file: string): Record<string, string> {
  if (!existsSync(file)) return {}
  const pairs = readFileSync(file, 'utf8').matchAll(/^\s*([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/gm)
  return Object.fromEntries([...pairs].map(([, name, value]) => [name!, value!.replace(/^(["'])(.*)\1$/, '$2')]))
}

/**
 * The import map of a function. Hosted functions may import `jsr:@supabase/…`; without network the same packages come
 * from npm's folder. A map on the command line replaces that of the function's deno.json, so both are merged here.
 */
export function importMap(functionDir: string): { imports: Record<string, string> } {
  const imports: Record<string, string> = {}
  for (const file of sources(functionDir)) {
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(/['"](jsr:@supabase\/[^'"]+)['"]/g)) {
      imports[specifier!] = offline(specifier!)
    }
  }
  for (const [name, target] of Object.entries(ownImports(functionDir))) {
    imports[name] = target.startsWith('.') ? new URL(target, pathToFileURL(`${functionDir}/`)).href : offline(target)
  }
  return { imports }
}

function offline(specifier: string): string {
  // Types alone; there is nothing to run.
  if (specifier.endsWith('.d.ts')) return 'data:application/javascript,'
  return specifier.replace(/^jsr:(@supabase\/)/, 'npm:$1')
}

function ownImports(functionDir: string): Record<string, string> {
  const file = join(functionDir, 'deno.json')
  if (!existsSync(file)) return {}
  return (JSON.parse(readFileSync(file, 'utf8')) as { imports?: Record<string, string> }).imports ?? {}
}

function sources(functionDir: string): string[] {
  const entries = readdirSync(functionDir, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile() && /\.[jt]sx?$/.test(entry.name)).map(entry => join(entry.parentPath, entry.name))
}
