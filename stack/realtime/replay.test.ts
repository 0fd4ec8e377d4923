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

/** A client of a user who is let into a topic. */
async function memberOf(topic: string): Promise<SupabaseClient> {
  const user = testUser(stack)
  await admit(stack.dbUrl, user.id, topic)
  return clients.connect(user.token)
}

describe('replay', () => {
  it('gives the newest 25 of the stored messages, oldest first, and each message once', async () => {
    const started = Date.now()
    await sendFromSql(stack.dbUrl, 'history', { text: 'in public' }, 'said', false)
    for (let index = 1; index <= 27; index++) await sendFromSql(stack.dbUrl, 'history', { text: `old ${index}` })
    const member = listen(await memberOf('history'), 'history', { broadcast: { replay: { since: started - 1000, limit: 100 } } })
    await member.joined
    await sendFromSql(stack.dbUrl, 'history', { text: 'new' })
    const last = await member.broadcasts.next(({ payload }) => payload['text'] === 'new')
    const expected = Array.from({ length: 25 }, (_, index) => `old ${index + 3}`)
    expect(member.broadcasts.all.map(({ payload }) => payload['text'])).toEqual([...expected, 'new'])
    expect(member.broadcasts.all[0]?.meta).toEqual({ id: expect.any(String) as string, replayed: true })
    expect(last.meta?.replayed).toBeUndefined()
  })

  it('gives nothing older than `since` and no more than `limit`', async () => {
    await sendFromSql(stack.dbUrl, 'recent', { text: 'too old' })
    const { rows } = await withPostgres(stack.dbUrl, client =>
      client.query<{ now: string }>('select extract(epoch from clock_timestamp()) * 1000 as now'),
    )
    const since = Math.ceil(Number(rows[0]?.now)) + 1
    await sendFromSql(stack.dbUrl, 'recent', { text: 'first' })
    await sendFromSql(stack.dbUrl, 'recent', { text: 'second' })
    const member = listen(await memberOf('recent'), 'recent', { broadcast: { replay: { since, limit: 1 } } })
    await member.joined
    expect((await member.broadcasts.next()).payload['text']).toBe('second')
    const all = listen(await memberOf('recent'), 'recent', { broadcast: { replay: { since } } })
    await all.broadcasts.next(({ payload }) => payload['text'] === 'second')
    expect(all.broadcasts.all.map(({ payload }) => payload['text'])).toEqual(['first', 'second'])
  })

  it('is refused with a time that is none', async () => {
    const wrong = listen(await memberOf('replay-wrong'), 'replay-wrong', { broadcast: { replay: { since: 1.5 } } })
    expect((await wrong.statuses.next()).error).toBe('UnableToReplayMessages: Replay params are not valid')
  })

  it('is refused to whoever may not read', async () => {
    const since = Date.now() - 60_000
    const stranger = listen(await clients.connect(testUser(stack).token), 'history', { broadcast: { replay: { since } } })
    expect((await stranger.statuses.next()).status).toBe('CHANNEL_ERROR')
    expect(stranger.broadcasts.all).toEqual([])
  })
})
