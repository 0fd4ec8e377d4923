import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Stack } from '../stack.ts'
import { startTestStack } from '../test-stack.ts'
import { clientsOf, listen, testUser } from './test-clients.ts'
import { admit, createPolicies, expel } from './test-policies.ts'
import { openRaw, refusedUpgrade, startOwnService, type OwnService } from './test-service.ts'

let stack: Stack
let service: OwnService | undefined
const join = { config: { broadcast: { ack: false, self: false }, private: false } }
const ok = { status: 'ok', response: { postgres_changes: [] } }

beforeAll(async () => {
  stack = await startTestStack({ migrate: false })
  await createPolicies(stack.dbUrl)
})
afterEach(async () => {
  await service?.stop()
  service = undefined
})
afterAll(() => stack.stop())

describe('the handshake', () => {
  const address = (query: string) => `${stack.url.replace('http', 'ws')}/realtime/v1/websocket?${query}`

  it.each([
    ['no key', 'vsn=2.0.0', 401, 'API key is missing'],
    ['a key of somewhere else', 'vsn=2.0.0&apikey=sb_publishable_x', 401, 'The token provided is not a valid JWT'],
  ])('is refused with %s', async (_what, query, status, error) => {
    expect(await refusedUpgrade(address(query))).toEqual({ status, body: { error } })
  })

  it('is refused with an expired token and an unknown version', async () => {
    const expired = await testUser(stack).tokenFor(-5)
    expect(await refusedUpgrade(address(`vsn=2.0.0&apikey=${expired}`))).toEqual({
      status: 401,
      body: { error: 'Token has expired' },
    })
    const unknown = await refusedUpgrade(address(`vsn=3.0.0&apikey=${stack.keys.publishableKey}`))
    expect(unknown.status).toBe(403)
  })

  it('accepts both kinds of key', async () => {
    for (const publishableKey of [stack.keys.anonJwt, stack.keys.secretKey]) {
      const raw = await openRaw({ url: stack.url, keys: { ...stack.keys, publishableKey } })
      raw.socket.close()
      expect(await raw.closed).toBe(1005)
    }
  })
})

describe('a socket', () => {
  it('answers what belongs to no channel with an error', async () => {
    const raw = await openRaw(stack)
    raw.send('1', '1', 'realtime:nowhere', 'broadcast', {})
    raw.send('2', '2', 'other:topic', 'phx_join', join)
    raw.send('3', '3', 'realtime:', 'phx_join', join)
    raw.send('4', '4', 'realtime:gone', 'phx_leave', {})
    await raw.frames.next(([, ref]) => ref === '4')
    expect(raw.frames.all.map(([, ref, , , payload]) => [ref, payload])).toEqual([
      ['1', { status: 'error', response: { reason: 'unmatched topic' } }],
      ['2', { status: 'error', response: { reason: 'unmatched topic' } }],
      ['3', { status: 'error', response: { reason: 'TopicNameRequired: You must provide a topic name' } }],
      ['4', { status: 'ok', response: {} }],
    ])
    raw.socket.close()
  })

  it('closes the earlier join of a topic when it is joined again', async () => {
    const raw = await openRaw(stack)
    raw.send('1', '1', 'realtime:twice', 'phx_join', join)
    await raw.frames.next()
    raw.send('2', '2', 'realtime:twice', 'phx_join', join)
    await raw.frames.next(([, ref, , event]) => ref === '2' && event === 'phx_reply')
    expect(raw.frames.all).toEqual([
      ['1', '1', 'realtime:twice', 'phx_reply', ok],
      ['1', '1', 'realtime:twice', 'phx_close', {}],
      ['2', '2', 'realtime:twice', 'phx_reply', ok],
    ])
    raw.socket.close()
  })

  it('refuses replay on a public channel and a join of the protocol of 2022', async () => {
    const raw = await openRaw(stack)
    raw.send('1', '1', 'realtime:a', 'phx_join', { config: { broadcast: { replay: { since: 1 } } } })
    raw.send('2', '2', 'realtime:b', 'phx_join', {})
    await raw.frames.next(([, ref]) => ref === '2')
    expect(raw.frames.all.map(([, , , , payload]) => (payload['response'] as { reason: string }).reason)).toEqual([
      'UnableToReplayMessages: Replay is not allowed for public channels',
      'NotInLocalStack: a join without config is not in the local stack',
    ])
    raw.socket.close()
  })

  it.each([
    ['text that is no JSON', '{'],
    ['bytes that are no broadcast', Buffer.from([9, 9, 9])],
  ])('is closed by %s', async (_what, frame) => {
    const raw = await openRaw(stack)
    raw.socket.send(frame)
    expect(await raw.closed).toBe(1007)
  })

  it('is closed by a frame of more than 5 MB', async () => {
    const raw = await openRaw(stack)
    raw.socket.send('x'.repeat(5_000_001))
    expect(await raw.closed).toBe(1009)
  })

  it('gets no more than 100 channels', async () => {
    const raw = await openRaw(stack)
    for (let index = 1; index <= 101; index++) raw.send(`${index}`, `${index}`, `realtime:t${index}`, 'phx_join', join)
    const last = await raw.frames.next(([, ref]) => ref === '101')
    await raw.frames.next(([, ref]) => ref === '100')
    expect(last[4]).toEqual({ status: 'error', response: { reason: 'ChannelRateLimitReached: Too many channels' } })
    expect(raw.frames.all.filter(([, , , , { status }]) => status === 'ok')).toHaveLength(100)
    raw.socket.close()
  })
})

describe('options', () => {
  it('cut off a socket that reads too slowly', async () => {
    service = await startOwnService(stack, { maxBufferedBytes: 1_000_000 })
    const slow = await openRaw(service)
    slow.send('1', '1', 'realtime:flood', 'phx_join', join)
    await slow.frames.next()
    slow.socket.pause()
    const clients = clientsOf(service)
    const sender = listen(await clients.connect(), 'flood', { private: false, broadcast: { ack: true } })
    await sender.joined
    const payload = { text: 'x'.repeat(2_000_000) }
    const isCut = (line: string) => line.startsWith('a slow socket was cut off')
    for (let sent = 0; sent < 30 && !service.log.all.some(isCut); sent++) {
      await sender.channel.send({ type: 'broadcast', event: 'flood', payload })
    }
    expect(service.log.all.filter(isCut)).toHaveLength(1)
    slow.socket.resume()
    expect(await slow.closed).toBe(1006)
    expect(await sender.channel.send({ type: 'broadcast', event: 'more', payload: {} })).toBe('ok')
    await clients.closeAll()
  })

  it('refuse a payload that is too large', async () => {
    service = await startOwnService(stack, { maxPayloadBytes: 1000 })
    const clients = clientsOf(service)
    const sender = listen(await clients.connect(), 'large', { private: false, broadcast: { ack: true } })
    await sender.joined
    const send = (length: number) =>
      sender.channel.send({ type: 'broadcast', event: 'large', payload: { text: 'x'.repeat(length) } })
    expect(await send(500)).toBe('ok')
    expect(await send(1000)).toBe('error')
    await clients.closeAll()
  })

  it('ask the policies again every so often', async () => {
    service = await startOwnService(stack, { recheckSeconds: 0.2 })
    const user = testUser(stack)
    await admit(stack.dbUrl, user.id, 'recheck')
    const clients = clientsOf(service)
    const member = listen(await clients.connect(user.token), 'recheck')
    expect(await member.joined).toBe('SUBSCRIBED')
    await expel(stack.dbUrl, user.id, 'recheck')
    expect((await member.system.next()).message).toBe(
      'You do not have permissions to read from this Channel topic: recheck',
    )
    await clients.closeAll()
  })

  it('close a socket that is silent', async () => {
    service = await startOwnService(stack, { idleSeconds: 0.2 })
    const raw = await openRaw(service)
    expect(await raw.closed).toBe(1000)
  })
})
