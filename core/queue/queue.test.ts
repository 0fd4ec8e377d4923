import { expect, it } from 'vitest'
import { AppError } from '../domain/errors.ts'
import { memoryClock } from '../sync/memory-clock.ts'
import { memoryQueue } from './memory-queue.ts'
import { poll } from './poll.ts'
import { createQueue } from './queue.ts'
import { queueContract, type Word } from './queue.contract.ts'
import { type Fetch, restRpc } from './rpc.ts'
import { createTopics, type Published } from './topics.ts'
import { untilIdle } from './until-idle.ts'

queueContract('memory', () => {
  const clock = memoryClock()
  const store = memoryQueue<Word>(clock)
  return {
    store,
    clock,
    pass: (seconds) => clock.advance(seconds * 1_000),
    look: async (key) => {
      const message = store.messages.get(key)
      if (!message) throw new Error(`no message ${key}`)
      return message
    },
  }
})

it('does not wait for a handler that takes too long: the message is kept', async () => {
  const clock = memoryClock()
  const store = memoryQueue<string>(clock)
  await createQueue(store, clock).send([{ key: 'a', body: 'slow' }])
  const polled = createQueue(store, clock).poll(() => {
    clock.advance(10_000)
    return new Promise(() => undefined)
  })
  await Promise.resolve()
  while (clock.pending === 0) await Promise.resolve()
  clock.advance(10_000)
  expect(await polled).toEqual({ taken: 1, done: 0, kept: 1 })
  expect(store.messages.get('a')?.error).toBe('took longer than 10000 ms')
})

it('works on a few at a time', async () => {
  const clock = memoryClock()
  const store = memoryQueue<number>(clock)
  await createQueue(store, clock).send(Array.from({ length: 20 }, (_, n) => ({ key: `${n}`, body: n })))
  let [now, most] = [0, 0]
  await createQueue(store, clock).poll(async () => {
    now += 1
    most = Math.max(most, now)
    await new Promise((resolve) => setImmediate(resolve))
    now -= 1
    return true
  }, { concurrency: 3, withinMs: 1_000 })
  expect(most).toBe(3)
})

it('tells again what the server did not hear, and says so when it cannot', async () => {
  const clock = memoryClock()
  const source = (failures: number) => ({
    take: async () => [{ id: '1', attempt: 1, message: 'x' }],
    finish: async () => {
      failures -= 1
      if (failures >= 0) throw new AppError('offline')
    },
  })
  expect(await poll(source(2), async () => ({ kind: 'done' }), clock)).toEqual({ taken: 1, done: 1, kept: 0 })
  await expect(poll(source(3), async () => ({ kind: 'done' }), clock)).rejects.toMatchObject({ code: 'offline' })
})

it('repeats until there is no more, or the time is up', async () => {
  const clock = memoryClock()
  let left = 3
  await untilIdle(async () => (left -= 1) > 0, 1_000, clock)
  expect(left).toBe(0)
  let steps = 0
  await untilIdle(async () => {
    steps += 1
    clock.advance(400)
    return true
  }, 1_000, clock)
  expect(steps).toBe(3)
})

it('publishes to every channel of a topic once, and one that fails holds up no other', async () => {
  interface Said {
    greeting: { to: string }
    farewell: { to: string }
  }
  const clock = memoryClock()
  const queues = { push: memoryQueue<Published<Said>>(clock), email: memoryQueue<Published<Said>>(clock) }
  const topics = createTopics<Said, 'push' | 'email'>({ greeting: ['push', 'email'], farewell: ['email'] }, (channel) => queues[channel], clock)
  expect([await topics.publish('greeting', { to: 'ada' }, '1'), await topics.publish('greeting', { to: 'ada' }, '1'), await topics.publish('farewell', { to: 'ada' }, '1')]).toEqual([2, 0, 1])
  expect(await topics.deliver('push', async () => false)).toEqual({ taken: 1, done: 0, kept: 1 })
  const sent: string[] = []
  expect(await topics.deliver('email', async ({ topic, message }) => sent.push(`${topic} ${message.to}`) > 0)).toEqual({ taken: 2, done: 2, kept: 0 })
  expect(sent.sort()).toEqual(['farewell ada', 'greeting ada'])
  await expect(topics.publish('gossip' as 'greeting', { to: 'ada' }, '2')).rejects.toMatchObject({ code: 'not-found', detail: 'topic' })
})

it('gives the server’s refusals as errors of the catalogue', async () => {
  const answering = (status: number, body: unknown): Fetch => async () => ({ ok: status < 300, status, json: async () => body })
  const code = (fetch: Fetch) => restRpc('http://x', 'k', fetch)('f', {}).then(() => 'ok', (error: AppError) => `${error.code} ${error.detail}`)
  expect(await code(answering(200, {}))).toBe('ok')
  expect(await code(answering(400, { code: 'HC006', message: 'too-large', details: 'messages' }))).toBe('too-large messages')
  expect(await code(answering(503, 'no JSON of ours'))).toBe('server-failed undefined')
  expect(await code(() => Promise.reject(new TypeError('fetch failed')))).toBe('offline undefined')
})
