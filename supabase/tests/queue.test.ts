import { afterAll, beforeAll, expect, test } from 'vitest'
import { queueContract, type Word } from '../../core/queue/queue.contract.ts'
import { restRpc } from '../../core/queue/rpc.ts'
import { sqlQueue } from '../../core/queue/sql-queue.ts'
import { call, startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.stop())

const clock = {
  now: () => Date.now(),
  after: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
let queues = 0

queueContract('SQL', () => {
  const name = `contract-${(queues += 1)}`
  return {
    clock,
    store: sqlQueue<Word>(restRpc(world.stack.url, world.stack.keys.secretKey, fetch), name),
    pass: async (seconds) => void (await world.sql.query('update public.queue_messages set next_at = next_at - make_interval(secs => $2) where queue = $1', [name, seconds])),
    look: async (key) => {
      const { rows: [row] } = await world.sql.query('select status, attempts, last_error as error, body from public.queue_messages where queue = $1 and key = $2', [name, key])
      return row
    },
  }
})

test('what is done keeps its key and no word of its text, for a month', async () => {
  const queue = sqlQueue<Word>(restRpc(world.stack.url, world.stack.keys.secretKey, fetch), 'text')
  await queue.put([{ key: 'a', body: { word: 'secret' } }])
  const [taken] = await queue.take(1, 60)
  if (taken) await queue.finish(taken, { kind: 'done' })
  const left = async () => (await world.sql.query(`select queue_messages::text as text from public.queue_messages where queue = 'text'`)).rows.map(({ text }) => text as string)
  expect(await left()).toHaveLength(1)
  expect((await left())[0]).not.toContain('secret')
  await world.sql.query(`update public.queue_messages set created_at = now() - interval '32 days' where queue = 'text'`)
  await call(world.service, 'clean_up')
  expect(await left()).toEqual([])
})

test('nobody but the service key gets at it', async () => {
  const stranger = sqlQueue<Word>(restRpc(world.stack.url, world.stack.keys.publishableKey, fetch), 'text')
  await expect(stranger.put([{ key: 'a', body: { word: 'x' } }])).rejects.toMatchObject({ name: 'AppError', code: 'sign-in-required' })
})
