import type { SupabaseClient } from '@supabase/supabase-js'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Stack } from '../stack.ts'
import { startTestStack } from '../test-stack.ts'
import { clientsOf, listen, testUser } from './test-clients.ts'
import { admit, createPolicies, sendFromSql, withPostgres } from './test-policies.ts'

let stack: Stack
let clients: ReturnType<typeof clientsOf>

beforeAll(async () => {
  stack = await startTestStack({ migrate: false })
  clients = clientsOf(stack)
  await createPolicies(stack.dbUrl)
})
afterEach(() => clients.closeAll())
afterAll(() => stack.stop())

const versions = ['1.0.0', '2.0.0'] as const
const isPublic = { private: false }

/** A client of a user who is let into a topic. */
async function memberOf(topic: string, mayWrite = false, vsn = '2.0.0'): Promise<SupabaseClient> {
  const user = testUser(stack)
  await admit(stack.dbUrl, user.id, topic, mayWrite)
  return clients.connect(user.token, { vsn })
}

function say(text: string) {
  return { type: 'broadcast' as const, event: 'said', payload: { text } }
}

describe.each(versions)('protocol %s', vsn => {
  it('carries public broadcasts between clients of both versions', async () => {
    const topic = `both-${vsn}`
    const sender = listen(await clients.connect(undefined, { vsn }), topic, isPublic)
    const listeners = await Promise.all(
      versions.map(async version => listen(await clients.connect(undefined, { vsn: version }), topic, isPublic)),
    )
    await Promise.all([sender, ...listeners].map(({ joined }) => joined))
    await sender.channel.send(say('grüezi ☕'))
    for (const { broadcasts } of listeners) {
      expect(await broadcasts.next()).toEqual({ type: 'broadcast', event: 'said', payload: { text: 'grüezi ☕' } })
    }
  })

  it('lets a member into a private channel and refuses a stranger', async () => {
    const topic = `private-${vsn}`
    const member = listen(await memberOf(topic, false, vsn), topic)
    const stranger = listen(await clients.connect(testUser(stack).token, { vsn }), topic)
    const anonymous = listen(await clients.connect(undefined, { vsn }), topic)
    expect(await member.joined).toBe('SUBSCRIBED')
    for (const { statuses } of [stranger, anonymous]) {
      expect(await statuses.next()).toEqual({
        status: 'CHANNEL_ERROR',
        error: `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`,
      })
    }
    await sendFromSql(stack.dbUrl, topic, { text: 'from SQL' })
    expect(await member.broadcasts.next()).toMatchObject({
      event: 'said',
      payload: { text: 'from SQL' },
      meta: { id: expect.any(String) as string },
    })
  })

  it('answers heartbeats', async () => {
    const client = await clients.connect(undefined, { vsn })
    await listen(client, 'beat', isPublic).joined
    const beat = new Promise<string>(resolve => {
      client.realtime.onHeartbeat(status => status !== 'sent' && resolve(status))
    })
    await client.realtime.sendHeartbeat()
    expect(await beat).toBe('ok')
  })

  it('leaves a channel', async () => {
    const client = await clients.connect(undefined, { vsn })
    const left = listen(client, 'leave', isPublic)
    const other = listen(await clients.connect(undefined, { vsn }), 'leave', isPublic)
    await Promise.all([left.joined, other.joined])
    expect(await left.channel.unsubscribe()).toBe('ok')
    const again = listen(client, 'leave', isPublic)
    expect(await again.joined).toBe('SUBSCRIBED')
    await other.channel.send(say('hello again'))
    await again.broadcasts.next()
    expect(left.broadcasts.all).toEqual([])
  })
})

describe('broadcasts from clients', () => {
  it('do not come back unless `self` is set, and are acknowledged when `ack` is', async () => {
    const client = await clients.connect()
    const silent = listen(client, 'echo', { ...isPublic, broadcast: { ack: true } })
    const echo = listen(await clients.connect(), 'echo', { ...isPublic, broadcast: { self: true, ack: true } })
    await Promise.all([silent.joined, echo.joined])
    expect(await silent.channel.send(say('one'))).toBe('ok')
    expect(await echo.channel.send(say('two'))).toBe('ok')
    await Promise.all([silent, echo].map(({ broadcasts }) => broadcasts.next(({ payload }) => payload['text'] === 'two')))
    expect(silent.broadcasts.all.map(({ payload }) => payload['text'])).toEqual(['two'])
    expect(echo.broadcasts.all.map(({ payload }) => payload['text'])).toEqual(['one', 'two'])
  })

  it('in private are dropped without write permission', async () => {
    const writer = listen(await memberOf('desk', true), 'desk', { broadcast: { ack: true } })
    const reader = listen(await memberOf('desk'), 'desk', { broadcast: { ack: true } })
    const listener = listen(await memberOf('desk'), 'desk')
    await Promise.all([writer.joined, reader.joined, listener.joined])
    const dropped = reader.channel.send(say('not allowed'), { timeout: 300 })
    expect(await dropped).toBe('timed out')
    expect(await writer.channel.send(say('allowed'))).toBe('ok')
    await listener.broadcasts.next()
    expect(listener.broadcasts.all.map(({ payload }) => payload['text'])).toEqual(['allowed'])
  })

  it('keep their order while the policies are asked', async () => {
    const writer = listen(await memberOf('burst', true), 'burst')
    const listener = listen(await memberOf('burst'), 'burst')
    await Promise.all([writer.joined, listener.joined])
    const sent = Array.from({ length: 50 }, (_, index) => `message ${index}`)
    for (const text of sent) void writer.channel.send(say(text))
    await listener.broadcasts.next(({ payload }) => payload['text'] === sent.at(-1))
    expect(listener.broadcasts.all.map(({ payload }) => payload['text'])).toEqual(sent)
  })

  it('carry bytes', async () => {
    const [sender, listener] = [listen(await clients.connect(), 'bytes', isPublic), listen(await clients.connect(), 'bytes', isPublic)]
    await Promise.all([sender.joined, listener.joined])
    await sender.channel.send({ type: 'broadcast', event: 'raw', payload: new Uint8Array([0, 127, 255]).buffer })
    const { payload } = await listener.broadcasts.next()
    expect([...new Uint8Array(payload as unknown as ArrayBuffer)]).toEqual([0, 127, 255])
  })

  it('are never stored', async () => {
    const writer = listen(await memberOf('stored', true), 'stored', { broadcast: { ack: true } })
    await writer.joined
    expect(await writer.channel.send(say('gone'))).toBe('ok')
    const { rows } = await withPostgres(stack.dbUrl, client =>
      client.query("select 1 from realtime.messages where topic = 'stored'"),
    )
    expect(rows).toEqual([])
  })
})

describe('what is not in the local stack', () => {
  it('is refused at the join when it is postgres_changes', async () => {
    const client = await clients.connect()
    const statuses = new Promise<string | undefined>(resolve => {
      client
        .channel('changes')
        .on('postgres_changes', { event: '*', schema: 'public' }, () => {})
        .subscribe((_status, error) => resolve(error?.message))
    })
    expect(await statuses).toBe('NotInLocalStack: postgres_changes is not in the local stack')
  })

  it('is refused when it is used for presence', async () => {
    const channel = listen(await clients.connect(), 'presence', isPublic)
    await channel.joined
    expect(await channel.channel.track({ here: true })).toBe('error')
  })
})
