import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

/** The two settings that say which Supabase project the console talks to. */
export interface Server {
  supabaseUrl: string
  publishableKey: string
}

const schema = v.strictObject({
  supabaseUrl: v.pipe(v.string(), v.url(), v.regex(/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/)),
  publishableKey: v.pipe(v.string(), v.minLength(20), v.maxLength(2000)),
})

/** Where the settings are kept when they do not come from the environment. */
export const settingsFile = (userData: string): string => join(userData, 'server.json')

/** The server from the environment, else from `server.json` in the user's folder. Null when neither holds a valid one. */
export function readServer(env: NodeJS.ProcessEnv, userData: string): Server | null {
  if (env.SUPABASE_URL) return parse({ supabaseUrl: env.SUPABASE_URL, publishableKey: env.SUPABASE_PUBLISHABLE_KEY })
  try {
    return parse(JSON.parse(readFileSync(settingsFile(userData), 'utf8')))
  } catch {
    return null // no settings yet: the page asks for them
  }
}

function parse(candidate: unknown): Server | null {
  const result = v.safeParse(schema, candidate)
  return result.success ? result.output : null
}
