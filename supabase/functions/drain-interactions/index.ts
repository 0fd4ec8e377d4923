/**
 * Calls `drain_interactions` until the queue is empty or 20 s have passed. Called on a schedule with the shared secret in
 * `x-cron-secret`; several calls may overlap. See docs/database.md, "Edge functions".
 */

interface Drained {
  batches: number
  events: number
  dead: number
  left: number
}

// A scheduler calls again soon; hosted functions may run for much longer.
const budgetMs = 20_000

Deno.serve(async (request) => {
  if (request.method !== 'POST') return answer(405, { error: 'method-not-allowed' })
  const secret = Deno.env.get('CRON_SECRET') ?? ''
  if (!secret || !(await equal(request.headers.get('x-cron-secret') ?? '', secret))) return answer(401, { error: 'wrong-secret' })
  try {
    return answer(200, await drainAll(Date.now() + budgetMs))
  } catch (error) {
    console.error(error)
    return answer(502, { error: 'drain-failed' })
  }
})

async function drainAll(deadline: number): Promise<Drained> {
  const sum: Drained = { batches: 0, events: 0, dead: 0, left: 0 }
  for (;;) {
    const done = await drainOnce()
    sum.batches += done.batches
    sum.events += done.events
    sum.dead += done.dead
    sum.left = done.left
    // No batch taken though some are left: another drain holds them.
    if (done.left === 0 || done.batches === 0 || Date.now() > deadline) return sum
  }
}

async function drainOnce(): Promise<Drained> {
  const key = Deno.env.get('SUPABASE_SERVICE_ROLE_KEY') ?? ''
  const response = await fetch(`${Deno.env.get('SUPABASE_URL')}/rest/v1/rpc/drain_interactions`, {
    method: 'POST',
    headers: { apikey: key, authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{}',
  })
  if (!response.ok) throw new Error(`drain_interactions: HTTP ${response.status} ${await response.text()}`)
  return (await response.json()) as Drained
}

/** Compares digests, so that neither the time nor the length tells how much of a guess was right. */
async function equal(given: string, expected: string): Promise<boolean> {
  const digest = async (text: string) => new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  const [a, b] = await Promise.all([digest(given), digest(expected)])
  return a.reduce((difference, byte, i) => difference | (byte ^ (b[i] ?? 0)), 0) === 0
}

function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
}
