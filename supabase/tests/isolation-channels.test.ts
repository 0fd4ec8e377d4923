import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { intruders, topics } from './isolation.matrix.ts'
import { type Scene, startScene } from './isolation.scene.ts'
import { counter, record } from './proof/figures.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
})
afterAll(() => scene?.world.stop())

const tried = counter()
const topicOf = (kind: string) => kind.replace('%s', topics[kind] === 'guest' ? scene.victim.id : scene.target.hotel)
const rightful = (kind: string) => (kind.endsWith(':desk') ? scene.desk : scene.victim)

/** Joins a private channel and gives its final state. */
function join(client: SupabaseClient, topic: string, heard: (event: string) => void = () => undefined): Promise<{ state: string; channel: RealtimeChannel }> {
  const channel = client.channel(topic, { config: { private: true } }).on('broadcast', { event: '*' }, ({ event }) => heard(event))
  return new Promise((resolve) => {
    channel.subscribe((state) => {
      if (state !== 'CLOSED') resolve({ state, channel })
    })
  })
}

/** Joins, lets something happen, and gives all that was heard up to the last word, which the database itself sends. */
async function heardBy(client: SupabaseClient, topic: string, happen: (channel: RealtimeChannel) => Promise<void>): Promise<string[]> {
  const heard: string[] = []
  let resolve = (): void => undefined
  const lastWord = new Promise<void>((done) => (resolve = done))
  const { state, channel } = await join(client, topic, (event) => {
    heard.push(event)
    if (event === 'last word') resolve()
  })
  expect(state).toBe('SUBSCRIBED')
  await happen(channel)
  // Messages arrive in order: whatever came through before came before this one.
  await scene.world.sql.query('select realtime.send($1, $2, $3, true)', [{}, 'last word', topic])
  await lastWord
  await client.removeAllChannels()
  return heard
}

/** Sends by the REST way, which needs no joined channel. */
async function send(token: string, topic: string, event: string): Promise<number> {
  const { url, keys } = scene.world.stack
  const response = await fetch(`${url}/realtime/v1/api/broadcast`, {
    method: 'POST',
    headers: { apikey: keys.publishableKey, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messages: [{ topic, event, payload: {}, private: true }] }),
  })
  return response.status
}

const tokenOf = async (client: SupabaseClient): Promise<string> =>
  (await client.auth.getSession()).data.session?.access_token ?? scene.world.stack.keys.publishableKey

test('the matrix names every kind of topic that the database sends to', async () => {
  const { rows } = await scene.world.sql.query<{ kind: string }>(`
    select distinct m[1] as kind from (
      select prosrc as text from pg_proc where pronamespace = 'private'::regnamespace
        and (prosrc like '%realtime.send%' or prosrc like '%private.pending_hints%')
    ) source, regexp_matches(text, '((?:hotel|guest):%s(?::[a-z]+)?)', 'g') m order by 1`)
  expect(Object.keys(topics).sort()).toEqual(rows.map(({ kind }) => kind))
})

describe.each(Object.keys(topics))('%s', (kind) => {
  test('is heard by whom it is for', async () => {
    expect(await heardBy(rightful(kind).client, topicOf(kind), async () => undefined)).toEqual(['last word'])
  })

  test.each(intruders)('is not joined by %s', async (intruder) => {
    const client = scene.client[intruder]
    expect(tried.refused((await join(client, topicOf(kind))).state === 'CHANNEL_ERROR')).toBe(true)
    await client.removeAllChannels()
  })

  test.each(['victim', 'desk', 'manager', 'owner'] as const)('is joined by %s only where he belongs', async (insider) => {
    const { client } = scene[insider]
    const belongs = (insider === 'victim') !== kind.endsWith(':desk')
    const { state } = await join(client, topicOf(kind))
    await client.removeAllChannels()
    if (belongs) expect(state).toBe('SUBSCRIBED')
    else expect(tried.refused(state === 'CHANNEL_ERROR')).toBe(true)
  })

  test('carries nothing that a client sends, not even one who may listen', async () => {
    const { client } = rightful(kind)
    const senders = [...Object.values(scene.client), ...[scene.victim, scene.desk, scene.manager, scene.owner].map((person) => person.client)]
    const heard = await heardBy(client, topicOf(kind), async (channel) => {
      await channel.send({ type: 'broadcast', event: 'forged', payload: {} })
      for (const other of senders) await send(await tokenOf(other), topicOf(kind), 'forged')
    })
    tried.add(senders.length + 1, heard.length - 1)
    expect(heard).toEqual(['last word'])
  })
})

test('who joins a public channel of the same name hears nothing', async () => {
  for (const kind of Object.keys(topics)) {
    const heard: string[] = []
    const { client } = rightful(kind)
    const eavesdropper = scene.client.guest.channel(topicOf(kind)).on('broadcast', { event: '*' }, ({ event }) => heard.push(event))
    await new Promise<void>((resolve) => void eavesdropper.subscribe((state) => state !== 'CLOSED' && resolve()))
    expect(await heardBy(client, topicOf(kind), async () => undefined)).toEqual(['last word'])
    await scene.client.guest.removeAllChannels()
    tried.add(1, heard.length)
    expect(heard).toEqual([])
  }
})

test('who has muted a hotel is not told at once', async () => {
  const { victim, target } = scene
  await victim.client.rpc('set_follow', { command_id: crypto.randomUUID(), hotel: target.hotel, following: true, muted: true })
  expect((await join(victim.client, topicOf('hotel:%s:offers'))).state).toBe('CHANNEL_ERROR')
  await victim.client.removeAllChannels()
})

test('figures', (context) => {
  record(context, { part: 'Attacked', name: 'Channels: join, send', ...tried.total, note: 'By the same', control: 'whom a channel is for joins and hears it' })
  expect(tried.total.wrong).toBe(0)
})
