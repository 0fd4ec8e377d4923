import type { ServerCheck, ServerChoice } from '../core/bridge/bridge.ts'
import { judgeServer } from '../core/domain/server-info.ts'
import { parseServer, type Server } from './settings.ts'

/** Long enough for a hotel's slow line, short enough for somebody who mistyped an address. */
const patienceMs = 8_000
/** An answer of ours is some bytes; whatever is longer is not. */
const longest = 10_000
/** Where `npm start` serves the demo's two settings. */
export const demoConfig = 'http://127.0.0.1:5173/config.json'

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** The server that a choice means, or null where it can't be found. */
export async function resolveServer(choice: ServerChoice, hosted: Server | null, fetchFn: Fetch): Promise<Server | null> {
  if (choice.kind === 'hosted') return hosted
  if (choice.kind === 'own') return { supabaseUrl: choice.supabaseUrl.replace(/\/+$/, ''), publishableKey: choice.publishableKey }
  const answer = await ask(fetchFn, demoConfig, {})
  return parseServer(answer?.body)
}

/** Asks a server whether it is one of this product, takes the key, and fits this release. */
export async function checkServer(server: Server | null, fetchFn: Fetch): Promise<ServerCheck> {
  if (!server) return { kind: 'unreachable' }
  const answer = await ask(fetchFn, `${server.supabaseUrl}/rest/v1/rpc/server_info`, {
    method: 'POST',
    body: '{}',
    headers: { apikey: server.publishableKey, 'content-type': 'application/json' },
  })
  if (!answer) return { kind: 'unreachable' }
  if (answer.status === 401 || answer.status === 403) return { kind: 'refused' }
  return { kind: judgeServer(answer.body) }
}

async function ask(fetchFn: Fetch, url: string, init: RequestInit): Promise<{ status: number; body: unknown } | null> {
  try {
    // No redirects: a server that sends elsewhere is not the one that was named, and would be handed the key.
    const response = await fetchFn(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patienceMs) })
    const text = (await response.text()).slice(0, longest)
    return { status: response.status, body: parse(text) }
  } catch {
    return null // no network, no such name, no answer in time: all the same to who asks
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // a page of somebody else's
  }
}
