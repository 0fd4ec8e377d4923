import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Stack } from '../stack.ts'
import { startTestStack } from '../test-stack.ts'
import { clientsOf, listen, testUser } from './test-clients.ts'
import { admit, createPolicies, expel, sendFromSql } from './test-policies.ts'

let stack: Stack
let clients: ReturnType<typeof clientsOf>

beforeAll(async () => {
  stack = await startTestStack({ migrate: false })
  clients = clientsOf(stack)
  await createPolicies(stack.dbUrl)
})
afterEach(() => clients.closeAll())
afterAll(() => stack.stop())


function say(text: string) {
  return { type: 'broadcast' as const, event: 'said', payload: { text } }
}

describe('tokens', () => {
  it('are checked against the policies again when they change', async () => {
    const user = testUser(stack)
    await admit(stack.dbUrl, user.id, 'refresh')
    const client = await clients.connect()
    await client.realtime.setAuth(await user.token())
    const member = listen(client, 'refresh')
    expect(await member.joined).toBe('SUBSCRIBED')

    await client.realtime.setAuth(await user.tokenFor(7200))
    await sendFromSql(stack.dbUrl, 'refresh', { text: 'still here' })
    await member.broadcasts.next()

    await expel(stack.dbUrl, user.id, 'refresh')
    await client.realtime.setAuth(await user.tokenFor(7201))
    expect(await member.system.next()).toEqual({
      extension: 'system',
      status: 'error',
      message: 'You do not have permissions to read from this Channel topic: refresh',
      channel: 'refresh',
    })
    await member.statuses.next(({ status }) => status === 'CLOSED')
  })

  it('give the right to write with them', async () => {
    const [reader, writer] = [testUser(stack), testUser(stack)]
    await admit(stack.dbUrl, reader.id, 'promoted')
    await admit(stack.dbUrl, writer.id, 'promoted', true)
    const client = await clients.connect()
    await client.realtime.setAuth(await reader.token())
    const channel = listen(client, 'promoted', { broadcast: { ack: true } })
    await channel.joined
    expect(await channel.channel.send(say('no'), { timeout: 200 })).toBe('timed out')
    await client.realtime.setAuth(await writer.token())
    expect(await channel.channel.send(say('yes'))).toBe('ok')
  })

  it('end the channel when they expire', async () => {
    const user = testUser(stack)
    await admit(stack.dbUrl, user.id, 'expiry')
    const client = await clients.connect()
    await client.realtime.setAuth(await user.tokenFor(2))
    const member = listen(client, 'expiry')
    expect(await member.joined).toBe('SUBSCRIBED')
    expect((await member.system.next()).message).toMatch(/^Token has expired \d+ seconds ago$/)
    await member.statuses.next(({ status }) => status === 'CLOSED')
  })

  it('that have expired or were made elsewhere open nothing', async () => {
    const user = testUser(stack)
    const client = await clients.connect()
    await client.realtime.setAuth(await user.tokenFor(-10))
    expect((await listen(client, 'expired').statuses.next()).error).toMatch(/^InvalidJWTToken: Token has expired 1\d seconds ago$/)
    await client.realtime.setAuth(`${(await user.token()).slice(0, -8)}AAAAAAAA`)
    expect((await listen(client, 'forged').statuses.next()).error).toBe('JwtSignatureError: Failed to validate JWT signature')
  })

  it('of the service role may read and write everywhere', async () => {
    const service = listen(await clients.connect(undefined, { key: stack.keys.secretKey }), 'any', { broadcast: { ack: true } })
    expect(await service.joined).toBe('SUBSCRIBED')
    expect(await service.channel.send(say('hello'))).toBe('ok')
  })
})
