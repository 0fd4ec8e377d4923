/**
 * Runs one job of the schedule until there is nothing left to do or 20 s have passed. The body names it, `{"schedule": name}`,
 * and the header `x-cron-secret` must hold the shared secret. Where pg_cron exists it calls the same functions in the database
 * (migration "schedule"), and this one is not needed.
 */

interface Done {
  done: number
  more: boolean
}

const jobs: Record<string, string> = {
  'expire-redemptions': 'expire_redemptions',
  'remind-expiring': 'remind_expiring',
  'clean-up': 'clean_up',
}

// A scheduler calls again soon; hosted functions may run for much longer.
const budgetMs = 20_000

Deno.serve(async (request) => {
  if (request.method !== 'POST') return answer(405, { error: 'method-not-allowed' })
  const secret = Deno.env.get('CRON_SECRET') ?? ''
  if (!secret || !(await equal(request.headers.get('x-cron-secret') ?? '', secret))) return answer(401, { error: 'wrong-secret' })
  const { schedule } = (await request.json().catch(() => ({}))) as { schedule?: unknown }
  const job = typeof schedule === 'string' && Object.hasOwn(jobs, schedule) ? jobs[schedule] : undefined
  if (!job) return answer(404, { error: 'unknown-job' })
  try {
    return answer(200, await runAll(job, Date.now() + budgetMs))
  } catch (error) {
    console.error(error)
    return answer(502, { error: 'job-failed' })
  }
})

async function runAll(job: string, deadline: number): Promise<Done> {
  const sum: Done = { done: 0, more: true }
  while (sum.more && Date.now() < deadline) {
    const { done, more } = await runOnce(job)
    sum.done += done
    sum.more = more
  }
  return sum
}

async function runOnce(job: string): Promise<Done> {
  const key = Deno.env.get('SUPABASE_SERVICE_ROLE_KEY') ?? ''
  const response = await fetch(`${Deno.env.get('SUPABASE_URL')}/rest/v1/rpc/${job}`, {
    method: 'POST',
    headers: { apikey: key, authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{}',
  })
  if (!response.ok) throw new Error(`${job}: HTTP ${response.status} ${await response.text()}`)
  return (await response.json()) as Done
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
