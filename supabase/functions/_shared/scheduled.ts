import { type Rpc, restRpc } from '../../../core/queue/rpc.ts'
import type { Clock } from '../../../core/sync/ports.ts'

/** Time as this machine tells it. */
export const clock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

// A scheduler calls again soon; hosted functions may run for much longer.
export const budgetMs = 20_000

/** Serves a function that a scheduler calls: by POST and with the shared secret in `x-cron-secret`, else 405 and 401. What it throws is logged and answered as 502. */
export function serveScheduled(failure: string, work: (request: Request) => Promise<Response>): void {
  Deno.serve(async (request) => {
    if (request.method !== 'POST') return answer(405, { error: 'method-not-allowed' })
    const secret = Deno.env.get('CRON_SECRET') ?? ''
    if (!secret || !(await equal(request.headers.get('x-cron-secret') ?? '', secret))) return answer(401, { error: 'wrong-secret' })
    try {
      return await work(request)
    } catch (error) {
      console.error(error)
      return answer(502, { error: failure })
    }
  })
}

/** Calls functions of the database, as service_role. */
export const rpc: Rpc = (name, args) =>
  restRpc(Deno.env.get('SUPABASE_URL') ?? '', Deno.env.get('SUPABASE_SERVICE_ROLE_KEY') ?? '', fetch)(name, args)

/** An answer as JSON. */
export function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
}

/** Compares digests, so that neither the time nor the length tells how much of a guess was right. */
async function equal(given: string, expected: string): Promise<boolean> {
  const digest = async (text: string) => new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  const [a, b] = await Promise.all([digest(given), digest(expected)])
  return a.reduce((difference, byte, i) => difference | (byte ^ (b[i] ?? 0)), 0) === 0
}
