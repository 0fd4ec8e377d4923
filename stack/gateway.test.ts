import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Stack } from './stack.ts'
import { makeTestProject } from './test-project.ts'
import { startTestStack } from './test-stack.ts'

const project = makeTestProject()
let stack: Stack

beforeAll(async () => {
  stack = await startTestStack({ project: project.folder })
})
afterAll(async () => {
  await stack.stop()
  project.remove()
})

const client = (key: string) =>
  createClient(stack.url, key, { realtime: { transport: WebSocket as never }, auth: { persistSession: false } })
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(stack.url + path, { method, headers })

describe('keys', () => {
  it('a publishable key is anon, a secret key is service_role, the legacy JWTs are the same two', async () => {
    const { publishableKey, secretKey, anonJwt, serviceRoleJwt } = stack.keys
    const who = async (key: string) => (await client(key).rpc('who')).data as string
    expect(await Promise.all([publishableKey, anonJwt, secretKey, serviceRoleJwt].map(who))).toEqual([
      'anon',
      'anon',
      'service_role',
      'service_role',
    ])
  })

  it('a request without a key, and one with a foreign key, are refused', async () => {
    const without = await get('/rest/v1/notes')
    expect([without.status, await without.json()]).toEqual([
      401,
      {
        message: 'No API key found in request',
        hint: 'No `apikey` request header or url param was found.',
      },
    ])
    const foreign = await get('/rest/v1/notes', { apikey: 'sb_publishable_someone_elses' })
    expect([foreign.status, await foreign.json()]).toMatchObject([401, { message: 'Invalid API key' }])
  })

  it('an own Authorization header is not replaced by the key', async () => {
    const headers = { apikey: stack.keys.publishableKey, authorization: `Bearer ${stack.keys.serviceRoleJwt}` }
    expect(await (await get('/rest/v1/rpc/who', headers)).json()).toBe('service_role')
    const bad = await get('/rest/v1/rpc/who', { ...headers, authorization: 'Bearer not.a.token' })
    expect(bad.status).toBe(401)
  })

  it('the key may stand in the query', async () => {
    const reply = await get(`/auth/v1/settings?apikey=${stack.keys.publishableKey}`)
    expect(reply.status).toBe(200)
  })
})

describe('the API', () => {
  it('selects through row level security, with count and range', async () => {
    const { data, count, error } = await client(stack.keys.publishableKey)
      .from('notes')
      .select('id, words', { count: 'exact' })
      .order('id')
      .range(0, 0)
    expect({ data, count, error }).toEqual({ data: [{ id: 1, words: 'for all' }], count: 2, error: null })
  })

  it('a user sees what is his, by the token of his session', async () => {
    const guest = client(stack.keys.publishableKey)
    const { data: signedUp } = await guest.auth.signUp({ email: 'owner@example.com', password: 'long enough 1' })
    const owner = signedUp.user!.id
    const { error } = await client(stack.keys.secretKey).from('notes').insert({ id: 3, owner, words: 'mine' })
    expect(error).toBeNull()
    expect((await guest.from('notes').select('words')).data).toEqual([{ words: 'mine' }])
  })

  it('learns of a new table by itself', async () => {
    const { Client } = await import('pg')
    const db = new Client({ connectionString: stack.dbUrl })
    await db.connect()
    await db.query('create table public.late (id int); grant select on public.late to anon')
    await db.end()
    await expect
      .poll(async () => (await client(stack.keys.publishableKey).from('late').select()).error)
      .toBeNull()
  })
})

describe('the gateway', () => {
  it('answers a browser that asks first, for every header', async () => {
    const reply = await get(
      '/rest/v1/notes',
      { origin: 'http://127.0.0.1:5174', 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'apikey,x-own' },
      'OPTIONS',
    )
    expect(reply.status).toBe(200)
    expect(reply.headers.get('access-control-allow-origin')).toBe('*')
    expect(reply.headers.get('access-control-allow-headers')).toBe('apikey,x-own')
    expect(reply.headers.get('access-control-allow-methods')).toContain('PATCH')
  })

  it('lets any page read an answer, but never the mailbox', async () => {
    const notes = await get('/rest/v1/notes', { apikey: stack.keys.publishableKey })
    expect(notes.headers.get('access-control-allow-origin')).toBe('*')
    const mailbox = await get('/mailbox.json')
    expect([mailbox.status, mailbox.headers.get('access-control-allow-origin')]).toEqual([200, null])
  })

  it('says what is not in the local stack, and what is nowhere', async () => {
    const graphql = await get('/graphql/v1', { apikey: stack.keys.publishableKey }, 'POST')
    expect([graphql.status, await graphql.json()]).toMatchObject([501, { code: 'not_in_local_stack' }])
    expect((await get('/nothing')).status).toBe(404)
  })

  it('refuses a body of more than 50 MB before it is sent', async () => {
    const reply = await fetch(`${stack.url}/rest/v1/notes`, {
      method: 'POST',
      headers: { apikey: stack.keys.secretKey },
      body: new Uint8Array(51 * 1024 * 1024),
    }).catch((error: Error) => error)
    // The connection may be cut while the client still sends.
    if (reply instanceof Response) expect(reply.status).toBe(413)
  })

  it('listens on loopback alone', async () => {
    const { networkInterfaces } = await import('node:os')
    const others = Object.values(networkInterfaces()).flatMap(list => list ?? []).filter(({ internal, family }) => !internal && family === 'IPv4')
    for (const { address } of others) {
      await expect(fetch(stack.url.replace('127.0.0.1', address))).rejects.toThrow()
    }
  })
})

describe('functions', () => {
  it('runs one in Deno with its own environment, and nothing of ours', async () => {
    const { data } = await client(stack.keys.publishableKey).functions.invoke('closed', { body: 'hello' })
    expect(data).toEqual({ path: '/closed', body: 'hello', url: stack.url, home: null })
  })

  it('checks the token before it runs one, unless config.toml says otherwise', async () => {
    expect((await get('/functions/v1/closed')).status).toBe(401)
    expect((await get('/functions/v1/closed', { authorization: 'Bearer wrong' })).status).toBe(401)
    expect(await (await get('/functions/v1/open')).text()).toBe('stranger')
  })

  it('starts one anew after it crashed', async () => {
    expect((await get('/functions/v1/open', { 'x-crash': '1' })).status).toBe(502)
    await expect.poll(async () => (await get('/functions/v1/open')).status).toBe(200)
  })

  it('says when one is not there, or cannot start', async () => {
    const missing = await get('/functions/v1/none')
    expect([missing.status, await missing.json()]).toMatchObject([404, { code: 'NOT_FOUND' }])
    const broken = await get('/functions/v1/broken', { apikey: stack.keys.publishableKey })
    expect([broken.status, await broken.json()]).toMatchObject([503, { code: 'BOOT_ERROR' }])
  })
})
