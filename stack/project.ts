import { existsSync, readFileSync } from 'node:fs'
import type { AuthOptions } from './auth/auth.ts'

/** What a project's config.toml sets: `section.key` → value. */
export type ProjectConfig = ReadonlyMap<string, unknown>

/**
 * Reads config.toml as far as the Supabase CLI writes it: sections, strings, numbers, booleans and lists of strings.
 * The CLI is what checks the file; what is not understood here is left out.
 */
export function readConfig(file: string): ProjectConfig {
  const config = new Map<string, unknown>()
  if (!existsSync(file)) return config
  let section = ''
  const text = readFileSync(file, 'utf8').replace(/^\s*#.*$/gm, '')
  // A line, or a list that goes on over several.
  for (const [, header, key, value] of text.matchAll(/^[ \t]*(?:\[([^[\]\n]+)\]|([\w-]+)[ \t]*=[ \t]*(\[[^\]]*\]|.*))/gm)) {
    if (header) section = header.trim()
    else config.set(`${section}.${key}`, parseValue(value ?? ''))
  }
  return config
}

function parseValue(text: string): unknown {
  const plain = text.replace(/("(?:[^"\\]|\\.)*")|#.*$/gm, '$1').replace(/,\s*\]$/, ']').trim()
  try {
    return JSON.parse(plain)
  } catch {
    return undefined
  }
}

/** The settings of `[auth]` that the stack follows. */
export function authOptions(config: ProjectConfig): AuthOptions {
  const siteUrl = config.get('auth.site_url')
  const redirectUrls = config.get('auth.additional_redirect_urls')
  const minimumPasswordLength = config.get('auth.minimum_password_length')
  return {
    ...(typeof siteUrl === 'string' && { siteUrl }),
    ...(Array.isArray(redirectUrls) && { redirectUrls: redirectUrls.map(String) }),
    ...(typeof minimumPasswordLength === 'number' && { minimumPasswordLength }),
  }
}

/** Whether a function wants the caller's token checked before it runs: `verify_jwt`, true by default. */
export function verifiesJwt(config: ProjectConfig, name: string): boolean {
  return config.get(`functions.${name}.verify_jwt`) !== false
}
