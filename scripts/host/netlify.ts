import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

interface Deploying {
  folder: string
  site: string
  token: string
  api?: string
  /** How often to ask whether the deploy is ready, and for how long, in milliseconds. */
  everyMs?: number
  patienceMs?: number
}

interface Deploy {
  id: string
  state: string
  required?: string[]
  error_message?: string
}

/**
 * Makes a folder the site's next deploy: tells Netlify each file's digest, sends those that it does not have yet, and waits until they are served.
 * Until then, and where anything fails, the deploy before stays. https://docs.netlify.com/api-and-cli-guides/api-guides/get-started-with-api
 */
export async function deployToNetlify({ folder, site, token, api = 'https://api.netlify.com/api/v1', everyMs = 2_000, patienceMs = 300_000 }: Deploying): Promise<{ id: string; sent: number }> {
  const call = async (method: string, path: string, body?: string | Uint8Array<ArrayBuffer>): Promise<Deploy> => {
    const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream'
    const response = await fetch(`${api}/${path}`, { method, headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': type }) }, body: body ?? null })
    if (!response.ok) throw new Error(`Netlify answers ${response.status} to ${method} ${path}: ${(await response.text()).slice(0, 300)}`)
    return (await response.json()) as Deploy
  }

  const files = digests(folder)
  const { id, required = [] } = await call('POST', `sites/${encodeURIComponent(site)}/deploys`, JSON.stringify({ files: Object.fromEntries([...files].map(([path, sha1]) => [`/${path}`, sha1])) }))
  const wanted = new Set(required)
  const sent = [...files].filter(([, sha1]) => wanted.delete(sha1)) // files of the same content go once
  for (const [path] of sent) await call('PUT', `deploys/${id}/files/${path.split('/').map(encodeURIComponent).join('/')}`, new Uint8Array(readFileSync(join(folder, path))))
  for (const until = performance.now() + patienceMs; ; ) {
    const { state, error_message } = await call('GET', `deploys/${id}`)
    if (state === 'ready') return { id, sent: sent.length }
    if (state === 'error') throw new Error(`Netlify could not deploy ${id}: ${error_message}`)
    if (performance.now() > until) throw new Error(`The deploy ${id} is still “${state}” after ${patienceMs / 1_000} s.`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}

/** Each file's path in the folder, with its SHA-1. */
function digests(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile())
  return new Map(paths.map((path) => [path.replaceAll('\\', '/'), createHash('sha1').update(readFileSync(join(folder, path))).digest('hex')]))
}
