import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Stack } from '../stack.ts'
import { startTestStack } from '../test-stack.ts'
import { clientsOf, listen, testUser, type Listener } from './test-clients.ts'
import { admit, createPolicies } from './test-policies.ts'

let stack: Stack
let clients: ReturnType<typeof clientsOf>

beforeAll(async () => {
  stack = await startTestStack({ migrate: false })
  clients = clientsOf(stack)
  await createPolicies(stack.dbUrl)
})
afterEach(() => clients.closeAll())
afterAll(() => stack.stop())

function post(body: unknown, { path = '/api/broadcast', token = stack.keys.publishableKey } = {}): Promise<Response> {
  return fetch(`${stack.url}/realtime/v1${path}`, {
    method: 'POST',
    headers: { apikey: stack.keys.publishableKey, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

const message = (text: string, more: object = {}) => ({ topic: 'square', event: 'said', payload: { text }, ...more })
const texts = ({ broadcasts }: Listener) => broadcasts.all.map(({ payload }) => payload['text'])

describe('POST /api/broadcast', () => {
  it('sends to public channels', async () => {
    const listener = listen(await clients.connect(), 'square', { private: false })
    await listener.joined
    const response = await post({ messages: [message('one'), message('two')] })
    expect(response.status).toBe(202)
    expect(await response.text()).toBe('')
    await listener.broadcasts.next(({ payload }) => payload['text'] === 'two')
    expect(listener.broadcasts.all[0]).toEqual({ type: 'broadcast', event: 'said', payload: { text: 'one' } })
    expect(texts(listener)).toEqual(['one', 'two'])
  })

  it('leaves out private messages that the sender may not send', async () => {
    const [reader, writer] = [testUser(stack), testUser(stack)]
    await admit(stack.dbUrl, reader.id, 'square')
    await admit(stack.dbUrl, writer.id, 'square', true)
    const listener = listen(await clients.connect(reader.token), 'square')
    await listener.joined
    const messages = (text: string) => ({ messages: [message(text, { private: true })] })
    expect((await post(messages('from anon'))).status).toBe(202)
    expect((await post(messages('from the reader'), { token: await reader.token() })).status).toBe(202)
    expect((await post(messages('from the writer'), { token: await writer.token() })).status).toBe(202)
    expect((await post(messages('from the server'), { token: stack.keys.secretKey })).status).toBe(202)
    await listener.broadcasts.next(({ payload }) => payload['text'] === 'from the server')
    expect(texts(listener)).toEqual(['from the writer', 'from the server'])
  })

  it.each([
    ['no messages', {}, { messages: ["can't be blank"] }],
    ['messages that are no list', { messages: 'x' }, { messages: ['is invalid'] }],
    [
      'missing fields',
      { messages: [{ topic: 't', event: 'e', payload: {} }, {}] },
      { messages: [{}, { topic: ["can't be blank"], event: ["can't be blank"], payload: ["can't be blank"] }] },
    ],
    [
      'wrong fields',
      { messages: [{ topic: 1, event: '', payload: [] }] },
      { messages: [{ topic: ['is invalid'], event: ["can't be blank"], payload: ['is invalid'] }] },
    ],
  ])('refuses %s', async (_what, body, errors) => {
    const response = await post(body)
    expect(response.status).toBe(422)
    expect(await response.json()).toEqual({ errors })
  })

  it('refuses what is no JSON, an expired token and a body that is too large', async () => {
    expect((await post('{')).status).toBe(400)
    expect((await post({ messages: [] }, { token: await testUser(stack).tokenFor(-5) })).status).toBe(401)
    expect((await post('x'.repeat(6_100_000))).status).toBe(413)
  })

  it('says that the rest is not in the local stack', async () => {
    const response = await post({}, { path: '/api/tenants' })
    expect(response.status).toBe(501)
    expect(await response.json()).toEqual({
      code: 'not_in_local_stack',
      message: 'POST realtime/api/tenants is not in the local stack',
    })
  })
})

describe("supabase-js's httpSend", () => {
  it('sends one message, JSON or bytes', async () => {
    const listener = listen(await clients.connect(), 'http send/ü', { private: false })
    await listener.joined
    const sender = (await clients.connect()).channel('http send/ü')
    expect(await sender.httpSend('said', { text: 'one' })).toEqual({ success: true })
    expect(await sender.httpSend('raw', new Uint8Array([1, 2]))).toEqual({ success: true })
    const { payload } = await listener.broadcasts.next(({ event }) => event === 'raw')
    expect([...new Uint8Array(payload as unknown as ArrayBuffer)]).toEqual([1, 2])
    expect(listener.broadcasts.all[0]?.payload).toEqual({ text: 'one' })
  })

  it('is refused without permission, and with `persist`', async () => {
    const user = testUser(stack)
    await admit(stack.dbUrl, user.id, 'single')
    const channel = (await clients.connect(user.token)).channel('single', { config: { private: true } })
    await expect(channel.httpSend('said', {})).rejects.toThrow('Unauthorized')
    await expect(channel.httpSend('said', {}, { persist: true })).rejects.toThrow('persist is not in the local stack')
  })
})
