import { createClient } from '@supabase/supabase-js'
import { expect, it } from 'vitest'
import { classify } from '../../../core/domain/errors.ts'
import { send } from '../../../core/sync/push.ts'
import { nameDevice, sessionKey } from './client.ts'
import { supabaseCloud } from './supabase-cloud.ts'

const hour = 3_600
const inAnHour = () => Math.floor(Date.now() / 1_000) + hour
const json = (body: unknown, status = 200) => async () => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

/** A cloud of `userId` on a client where `me` is signed in, over a line that answers so. */
function line(answer: () => Promise<Response>, { userId = 'me', expiresAt = inAnHour() } = {}) {
  const asked: { path: string; authorization: string | null; device?: string }[] = []
  const session = { access_token: 'token-of-me', refresh_token: 'r', token_type: 'bearer', expires_in: hour, expires_at: expiresAt, user: { id: 'me' } }
  const kept = new Map([[sessionKey, JSON.stringify(session)]])
  const client = createClient('http://127.0.0.1:1', 'sb_publishable_key', {
    auth: {
      storageKey: sessionKey, autoRefreshToken: false, persistSession: true,
      storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) },
    },
    realtime: { transport: Object as unknown as typeof WebSocket },
    global: {
      fetch: async (input, init) => {
        const headers = new Headers(init?.headers)
        const device = headers.get('x-device')
        asked.push({ path: new URL(String(input)).pathname, authorization: headers.get('authorization'), ...(device && { device }) })
        return answer()
      },
    },
  })
  return { client, cloud: supabaseCloud(client, userId), asked }
}

const call = (cloud: ReturnType<typeof supabaseCloud>) => cloud.call('pause_coupon', { coupon: 'c', command_id: 'i' })

it('S1: asks as its user', async () => {
  const { cloud, asked } = line(json({ kind: 'paused' }))
  await call(cloud)
  expect(asked).toEqual([{ path: '/rest/v1/rpc/pause_coupon', authorization: 'Bearer token-of-me' }])
})

it('says which device it is, in a header that takes any letters', async () => {
  const { client, cloud, asked } = line(json({ kind: 'paused' }))
  nameDevice(client, () => 'Büro 東')
  await call(cloud)
  expect(asked).toMatchObject([{ device: 'QsO8cm8g5p2x' }])
})

it('S1: asks nothing at all where somebody else is signed in by now', async () => {
  const { cloud, asked } = line(json({ kind: 'paused' }), { userId: 'somebody else' })
  await expect(call(cloud)).rejects.toMatchObject({ code: 'sign-in-required' })
  expect(asked).toEqual([])
})

it.each<[string, () => Promise<Response>, string]>([
  ['the database’s refusal', json({ code: 'HC007', message: 'wrong-state', details: 'archived' }, 400), 'rejected'],
  ['a captive portal that answers with nothing', async () => new Response(''), 'retry'],
  ['a captive portal that answers in HTML', async () => new Response('<html>Sign in to the hotel’s network</html>'), 'retry'],
  ['a proxy that forbids', async () => new Response('<html>Forbidden</html>', { status: 403 }), 'retry'],
  ['a proxy that finds nothing', async () => new Response('Not found', { status: 404 }), 'retry'],
  ['a gateway without JSON of ours', json({ message: 'no Route matched' }, 404), 'retry'],
  ['a bad request of somebody between', json({}, 400), 'retry'],
  ['a server that fails', json({ message: 'out of memory' }, 500), 'retry'],
  ['a server that has enough', json({ message: 'slow down' }, 429), 'retry'],
  ['a line that is dead', () => Promise.reject(new TypeError('fetch failed')), 'retry'],
  ['a session that ended', json({ code: 'PGRST303', message: 'JWT expired' }, 401), 'signed-out'],
  ['a function that is not known', json({ code: 'PGRST202', message: 'no function' }, 404), 'upgrade'],
])('S12: %s', async (_, answer, kind) => {
  const entry = { id: 'i', seq: 1, name: 'pause_coupon', args: { coupon: 'c' }, created_at: '', state: 'waiting', undo: [] } as const
  const outcome = await send(line(answer).cloud, { ...entry, undo: [] })
  const { error } = outcome as { error: unknown }
  expect([outcome.kind === 'failed' ? 'waits' : outcome.kind, classify(error)]).toEqual([kind === 'rejected' ? 'rejected' : 'waits', kind])
})

it('S12: a session that the server does not renew has ended', async () => {
  const { cloud, asked } = line(json({ error_code: 'refresh_token_not_found', message: 'Invalid Refresh Token' }, 400), { expiresAt: 1 })
  await expect(call(cloud)).rejects.toMatchObject({ code: 'sign-in-required' })
  expect(asked.map(({ path }) => path)).toEqual(['/auth/v1/token'])
})
