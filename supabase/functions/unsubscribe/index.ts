/**
 * Ends somebody's e-mails. Mail programs POST here when their reader wants no more of them (RFC 8058), without a session: the
 * token in the address, which stood in his mail alone, says who. Whoever opens the address in a browser is led to the page that asks.
 */

import { answer, rpc } from '../_shared/scheduled.ts'

Deno.serve(async (request) => {
  const token = new URL(request.url).searchParams.get('token') ?? ''
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(token)) return answer(400, { error: 'no-token' })
  const app = Deno.env.get('APP_URL')
  // A program that looks at links before their reader does must not end anything.
  if (request.method === 'GET' && app) return new Response(null, { status: 303, headers: { location: `${app.replace(/\/+$/, '')}/unsubscribe#${token}` } })
  if (request.method !== 'POST') return answer(405, { error: 'method-not-allowed' })
  try {
    return answer(200, await rpc('unsubscribe', { token }))
  } catch (error) {
    console.error(error)
    return answer(502, { error: 'unsubscribe-failed' })
  }
})
