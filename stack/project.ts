import { existsSync, readFileSync } from 'node:fs'

/** Where links in mails lead when they name no target: `site_url` of config.toml. */
export function siteUrl(configFile: string): { siteUrl?: string } {
  if (!existsSync(configFile)) return {}
  const value = /^\s*site_url\s*=\s*"([^"]+)"/m.exec(readFileSync(configFile, 'utf8'))?.[1]
  return value ? { siteUrl: value } : {}
}
